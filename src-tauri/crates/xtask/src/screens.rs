//! `cargo x screens`: pictures of every screen, in both languages and both themes, taken from the real window.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::place::Places;
use crate::{process, product, say, session, setup, test};

/// Walks the window and writes the pictures into `folder`, `screens/` of the workspace by default.
pub(crate) fn run(places: &Places, folder: Option<PathBuf>) -> Result<()> {
    if !session::is_possible() {
        bail!("the walk needs Linux: a display in memory and a keyring of its own");
    }
    let folder = match folder {
        Some(folder) => std::path::absolute(folder)?,
        None => places.root.join("screens"),
    };
    std::fs::create_dir_all(&folder)?;
    setup::run(places, setup::Need::Tests)?;
    product::user_interface(places)?;
    say::doing("building the window and its tests");
    let mut cargo = process::cargo(&places.root, &places.target);
    process::run(cargo.args(["build", "--quiet", "--workspace", "--all-targets"]).args(product::FEATURES))?;
    say::doing("walking through the screens");
    walk(places, &folder, "test(screens)", None)?;
    // Other providers have other screens: their journeys take pictures too.
    for look in ["en-light", "fr-dark"] {
        walk(places, &folder, "test(/^(elestio|alwaysdata|test_copy)/)", Some(look))?;
    }
    let taken = pictures(&folder)?;
    if taken == 0 {
        bail!("no picture was taken");
    }
    say::note(&format!("{taken} pictures in {}", folder.display()));
    Ok(())
}

/// Runs some journeys with a folder for their pictures, in a language and colours.
fn walk(places: &Places, folder: &Path, which: &str, look: Option<&str>) -> Result<()> {
    let mut inner = test::runner(places, &format!("binary(~desktop) & {which}"))?;
    inner.args(["--run-ignored", "all"]).env("CHANGEOVER_SCREENS", folder);
    if let Some(look) = look {
        inner.env("CHANGEOVER_LOOK", look);
    }
    let (mut outer, _home) = session::wrap(places, &inner)?;
    process::run(&mut outer)
}

/// How many pictures stand in a folder and below it.
fn pictures(folder: &Path) -> Result<usize> {
    let mut count = 0;
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        count += if path.is_dir() {
            pictures(&path)?
        } else {
            usize::from(path.extension().is_some_and(|end| end == "png"))
        };
    }
    Ok(count)
}
