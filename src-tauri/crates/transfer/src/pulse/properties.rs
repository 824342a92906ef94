//! What holds of the figures whatever happens, and what they come to in a course that is known.

use domain::engine::{Chunk, ChunkId, Phase, Pulse, Script, Task, TaskId, TransferStage, Written};
use domain::time::Timestamp;
use proptest::prelude::*;

use super::*;

const MB: u64 = 1_000_000;

fn chunk(id: u32, table: u32, bytes: u64) -> Chunk {
    Chunk {
        id: ChunkId(id),
        table,
        table_name: format!("t{table}"),
        bytes_estimate: bytes,
        rows_estimate: Some(bytes / 100),
        range: "all".into(),
        mark: String::new(),
        opens: false,
        read: Script(Vec::new()),
        write: Script(Vec::new()),
        count: Script(Vec::new()),
        clear: Script(Vec::new()),
    }
}

fn task(id: u32, phase: Phase, weight: u64) -> Task {
    Task {
        id: TaskId(id),
        phase,
        kind: "index",
        name: format!("i{id}"),
        table: Some(id),
        waits_for: Vec::new(),
        weight,
        alone: false,
        script: Script(Vec::new()),
        redo: domain::engine::Redo::Stay,
        refusal: domain::engine::Refusal::Ends,
    }
}

/// Something that happens between two ticks.
#[derive(Clone, Debug)]
enum Happens {
    Begin(usize),
    Pass(usize, u64),
    Again(usize),
    Commit(usize),
    Kept(usize),
    Build(usize),
    Built(usize),
    Stage(TransferStage),
    /// The clock moves by so many milliseconds, also back, also by hours.
    Time(i64),
}

fn happens() -> impl Strategy<Value = Happens> {
    let at = 0_usize..6;
    let stage = prop_oneof![
        Just(TransferStage::Objects),
        Just(TransferStage::Rows),
        Just(TransferStage::Finishing),
        Just(TransferStage::Verifying)
    ];
    prop_oneof![
        3 => at.clone().prop_map(Happens::Begin),
        9 => (at.clone(), 0..40 * MB).prop_map(|(at, bytes)| Happens::Pass(at, bytes)),
        1 => at.clone().prop_map(Happens::Again),
        3 => at.clone().prop_map(Happens::Commit),
        1 => at.clone().prop_map(Happens::Kept),
        2 => at.clone().prop_map(Happens::Build),
        2 => at.prop_map(Happens::Built),
        1 => stage.prop_map(Happens::Stage),
        9 => (-2_000_i64..3_000).prop_map(Happens::Time),
        1 => (-90_000_000_i64..90_000_000).prop_map(Happens::Time),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_figure_goes_back_and_nothing_is_told_too_early(
        sizes in prop::collection::vec(0..300 * MB, 6),
        story in prop::collection::vec(happens(), 1..120),
    ) {
        let ids = || 0_u32..6;
        let chunks: Vec<Chunk> =
            ids().zip(&sizes).map(|(id, bytes)| chunk(id, id / 2, *bytes)).collect();
        let phases = [Phase::BeforeData, Phase::AfterTable, Phase::AfterTable, Phase::Beside, Phase::AfterData, Phase::Last];
        let tasks: Vec<Task> = ids()
            .zip(phases.iter().cycle())
            .zip(&sizes)
            .map(|((id, phase), weight)| task(id, *phase, *weight))
            .collect();
        let mut now = Timestamp(1_000_000);
        let mut course = Course::new(&chunks, &tasks, 2, true, now);
        let mut flows: Vec<Option<Arc<Flow>>> = vec![None; 6];
        let mut committed = [false; 6];
        let mut sent = [0_u64; 6];
        let mut built = [false; 6];
        let mut before: Option<Pulse> = None;
        for what in story {
            match what {
                Happens::Begin(at) if !committed[at] && flows[at].is_none() => {
                    flows[at] = Some(course.begun(&chunks[at], now));
                }
                Happens::Pass(at, bytes) => {
                    if let Some(flow) = &flows[at] {
                        flow.add(bytes);
                        sent[at] += bytes;
                    }
                }
                Happens::Again(at) if flows[at].is_some() => {
                    flows[at] = Some(course.begun(&chunks[at], now));
                    sent[at] = 0;
                }
                Happens::Commit(at) if flows[at].is_some() => {
                    flows[at] = None;
                    committed[at] = true;
                    course.committed(&chunks[at], Written { rows: sent[at] / 90, bytes: sent[at] }, now);
                }
                Happens::Kept(at) if flows[at].is_none() && !committed[at] => {
                    committed[at] = true;
                    course.committed(&chunks[at], Written { rows: 7, bytes: 700 }, now);
                }
                Happens::Build(at) if !built[at] => course.building(&tasks[at], now),
                Happens::Built(at) if !built[at] => {
                    built[at] = true;
                    course.built(&tasks[at], now);
                }
                Happens::Stage(stage) if stage > course.stage && stage < TransferStage::Verifying => {
                    course.stage(stage, now);
                }
                Happens::Time(by) => now = Timestamp(now.0 + by),
                _ => {}
            }
            let pulse = course.tick(now);
            prop_assert!(pulse.permille < 1000, "all of it, before the end");
            prop_assert!(pulse.bytes <= pulse.bytes_expected);
            prop_assert!(pulse.elapsed.0 >= 0);
            if let Some(left) = pulse.left {
                prop_assert!(pulse.elapsed.0 >= 10_000 && pulse.permille >= 20, "too early: {:?}", pulse);
                prop_assert!(0 <= left.low.0 && left.low <= left.high && left.high.0 > 0);
            }
            for table in &pulse.tables {
                prop_assert!(table.bytes <= table.bytes_expected);
            }
            if let Some(before) = &before {
                prop_assert!(pulse.permille >= before.permille, "the share went back");
                prop_assert!(pulse.bytes >= before.bytes, "the bytes went back");
                prop_assert!(pulse.rows >= before.rows, "the rows went back");
                prop_assert!(pulse.elapsed >= before.elapsed, "the time went back");
                for table in &pulse.tables {
                    let was = before.tables.iter().find(|was| was.table == table.table);
                    prop_assert!(was.is_none_or(|was| was.bytes <= table.bytes), "a table went back");
                }
            }
            before = Some(pulse);
        }
        prop_assert_eq!(course.ended(now).permille, 1000);
    }
}

/// Two workers at 10 MB a second each; indexes take a second for 20 MB of their table; no comparison.
fn known(until: i64) -> Vec<Pulse> {
    let chunks: Vec<Chunk> = (0..40).map(|id| chunk(id, id / 20, 40 * MB)).collect();
    let tasks: Vec<Task> = (0..2).map(|id| task(id, Phase::AfterTable, 800 * MB)).collect();
    let mut course = Course::new(&chunks, &tasks, 2, false, Timestamp(0));
    course.stage(TransferStage::Rows, Timestamp(0));
    let mut pulses = Vec::new();
    for second in 0..until {
        let now = Timestamp(second * 1000);
        if second < 80 && second % 4 == 0 {
            for chunk in chunks.iter().skip(usize::try_from(second / 2).unwrap()).take(2) {
                course.begun(chunk, now);
            }
        }
        for under in course.under.values() {
            under.flow.add(10 * MB);
        }
        if second < 80 && second % 4 == 3 {
            for chunk in chunks.iter().skip(usize::try_from(second / 4 * 2).unwrap()).take(2) {
                course.committed(chunk, Written { rows: 400_000, bytes: 40 * MB }, Timestamp(now.0 + 999));
            }
        }
        if second == 80 {
            tasks.iter().for_each(|task| course.building(task, now));
        }
        if second == 118 {
            tasks.iter().for_each(|task| course.built(task, now));
        }
        pulses.push(course.tick(Timestamp(now.0 + 999)));
    }
    pulses
}

#[test]
fn the_time_left_is_what_it_turns_out_to_be() {
    // 80 s of rows and 38 s of indexes: 118 in all.
    let pulses = known(119);
    assert!(pulses[..9].iter().all(|pulse| pulse.left.is_none()));
    for (second, pulse) in (0_i64..).zip(&pulses).take(110).skip(12) {
        let left = pulse.left.unwrap_or_else(|| panic!("nothing at {second}"));
        let truth = (118 - second) * 1000;
        assert!(left.low.0 <= truth && truth <= left.high.0, "at {second}: {left:?}");
    }
    let rate = pulses[40].bytes_per_second;
    assert!((19 * MB..=21 * MB).contains(&rate), "{rate}");
    assert_eq!(pulses[40].rows_per_second / 1000, rate / 100_000);
    assert_eq!(pulses[100].objects.len(), 2);
    assert_eq!(pulses[118].left.map(|left| left.low.0), Some(0));
}

#[test]
fn rows_that_do_not_come_are_told_in_place_of_a_time() {
    let chunks = [chunk(0, 0, 100 * MB)];
    let mut course = Course::new(&chunks, &[], 1, false, Timestamp(0));
    course.stage(TransferStage::Rows, Timestamp(0));
    let flow = course.begun(&chunks[0], Timestamp(0));
    let mut pulse = course.tick(Timestamp(0));
    for second in 1..60 {
        if second <= 20 {
            flow.add(MB);
        }
        pulse = course.tick(Timestamp(second * 1000));
        let silent = second > 20 + SILENT / 1000 - 1;
        assert_eq!(pulse.silent.is_some(), silent, "at {second}");
        assert_eq!(pulse.left.is_some(), second >= 10 && !silent, "at {second}");
    }
    assert_eq!(pulse.silent, Some(Millis(39_000)));
    assert_eq!((pulse.bytes_per_second, pulse.bytes), (0, 20 * MB));
    // The computer slept: that is no silence of the server.
    assert_eq!(course.tick(Timestamp(9_000_000)).silent, None);
}
