//! `iem man`: made from the argument definitions.

use clap::Command;

use super::global::Answer;

pub(crate) fn man(command: &Command) -> anyhow::Result<Answer> {
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    for sub in command.get_subcommands().filter(|s| s.get_name() != "help") {
        clap_mangen::Man::new(sub.clone()).render(&mut page)?;
    }
    Ok(Answer::ok(String::from_utf8_lossy(&page).into_owned()))
}
