//! Tasks that are done in order by one session, before and after the rows.

use domain::Result;
use domain::engine::{Phase, Target, Task};

use crate::meter::Meter;

/// Does the tasks of a phase one after the other. Nothing is repeated: what was created may be there.
pub(crate) async fn in_order(target: &dyn Target, tasks: &[Task], phase: Phase, meter: &Meter) -> Result<()> {
    let mut mine = tasks.iter().filter(|task| task.phase == phase).peekable();
    if mine.peek().is_none() {
        return Ok(());
    }
    let mut writer = target.writer().await?;
    for task in mine {
        meter.building(task);
        writer.execute(task).await?;
        meter.object(task);
    }
    Ok(())
}
