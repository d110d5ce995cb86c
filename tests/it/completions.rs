//! Completions as a person sees them: a line begun and the tabulator, in the shells themselves.

use std::path::Path;
use std::process::Command;

use rexpect::session::{PtySession, spawn_command};

use crate::support::{iem, out};

/// Where the program and the person's files are.
fn setting(shell: &str, config: &Path) -> Command {
    let program = Path::new(env!("CARGO_BIN_EXE_iem"));
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let own = program.parent().into_iter().map(Path::to_path_buf);
    let path = std::env::join_paths(own.chain(std::env::split_paths(&folders))).expect("a path");
    let mut command = Command::new(shell);
    command.env("PATH", path).env("IEM_CONFIG_DIR", config).env("HOME", config).env("TERM", "xterm");
    command.current_dir(config);
    command
}

/// Whether a shell is here; a word on standard error if it is not.
fn is_here(shell: &str) -> bool {
    let here = Command::new(shell).arg("--version").output().is_ok();
    if !here {
        eprintln!("skipped: {shell} is not installed");
    }
    here
}

/// Lines as they are begun, and as the tabulator leaves them.
const LINES: &[(&str, &str)] = &[
    ("iem sho", "iem show"),
    ("iem show hexa", "iem show truthear-hexa"),
    ("iem show TRUTHEAR-HE", "iem show truthear-hexa"),
    ("iem check --cable mmcx-sh", "iem check --cable mmcx-shure"),
    ("iem check --plug 4.4", "iem check --plug 4.4mm"),
    ("iem check --source qudelix-5", "iem check --source qudelix-5k"),
    ("iem check --adapter trrs", "iem check --adapter trrs-trs"),
    ("iem recommend --cable ie80:4.4", "iem recommend --cable ie80:4.4mm"),
    ("iem recommend --disliked hexa:sho", "iem recommend --disliked hexa:shouty"),
    ("iem recommend --weight det", "iem recommend --weight detail="),
    ("iem recommend --sound war", "iem recommend --sound warm"),
    ("iem models --sort pric", "iem models --sort price_usd"),
    ("iem graph hexa --target mi", "iem graph hexa --target mine"),
    ("iem curve score --target etym", "iem curve score --target etymotic"),
    ("iem rules show gear-test", "iem rules show mine/gear-test"),
    ("iem rules check --explain E01", "iem rules check --explain E01"),
];

/// Presses the tabulator behind each line; the line that stands there then is said by `echo`.
fn follow(p: &mut PtySession) -> Result<(), rexpect::error::Error> {
    for (begun, whole) in LINES {
        p.send(&format!("{begun}\t\u{1}echo @ "))?;
        p.send_line("")?;
        p.exp_regex(&format!("@ {}[ \r]", whole.replace('.', "\\.")))
            .unwrap_or_else(|e| panic!("{begun} did not become {whole}: {e}"));
    }
    Ok(())
}

/// A folder with a rule of the person's own.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let rule = r#"{ "criterion": "fit", "rules": { "gear-test": {
        "when": "iem.vented", "score": "1", "because": "it is vented" } } }"#;
    std::fs::create_dir(folder.path().join("rules")).expect("writable");
    std::fs::write(folder.path().join("rules/mine.jsonc"), rule).expect("writable");
    folder
}

#[test]
fn bash_completes_names() -> Result<(), rexpect::error::Error> {
    let folder = folder();
    if !is_here("bash") {
        return Ok(());
    }
    let mut command = setting("bash", folder.path());
    command.args(["--norc", "--noprofile", "-i"]);
    let mut p = spawn_command(command, Some(30_000))?;
    p.send_line("bind 'set enable-bracketed-paste off'; source <(iem completions bash); echo ready$((1+1))")?;
    p.exp_string("ready2")?;
    follow(&mut p)?;
    // Where several are meant, the line keeps what was typed.
    p.send("iem show ari\t\u{1}echo @ ")?;
    p.send_line("")?;
    p.exp_regex("@ iem show ari[ \r]")?;
    p.send_line("exit")?;
    Ok(())
}

#[test]
fn zsh_completes_names() -> Result<(), rexpect::error::Error> {
    let folder = folder();
    if !is_here("zsh") {
        return Ok(());
    }
    let mut command = setting("zsh", folder.path());
    command.args(["-f", "-i"]);
    let mut p = spawn_command(command, Some(30_000))?;
    p.send_line("bindkey -e; autoload -U compinit; compinit -u -D; source <(iem completions zsh); echo ready$((1+1))")?;
    p.exp_string("ready2")?;
    follow(&mut p)?;
    p.send("iem show ari\t\u{1}echo @ ")?;
    p.send_line("")?;
    p.exp_regex("@ iem show ari[ \r]")?;
    p.send_line("exit")?;
    Ok(())
}

/// Fish says itself what it would offer.
#[test]
fn fish_completes_names() {
    let folder = folder();
    if !is_here("fish") {
        return;
    }
    for (begun, whole) in LINES {
        let script = format!("iem completions fish | source; complete -C '{begun}'");
        let output = setting("fish", folder.path()).args(["--no-config", "-c", &script]).output().expect("fish starts");
        let said = out(&output);
        let last = whole.rsplit(' ').next().unwrap_or_default();
        let offered = said.lines().any(|line| line.split('\t').next().unwrap_or_default().starts_with(last));
        assert!(offered, "{begun}: {last} is not in {said}");
    }
    let script = "iem completions fish | source; complete -C 'iem show hexa'";
    let output = setting("fish", folder.path()).args(["--no-config", "-c", script]).output().expect("fish starts");
    assert!(out(&output).contains("truthear-hexa\tTruthear Hexa"), "the full name stands beside it");
}

#[test]
fn every_shell_has_its_script_and_its_line() {
    let help = out(&iem(&["completions", "--help"]));
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = iem(&["completions", shell]);
        assert!(script.status.success() && out(&script).contains("IEM_COMPLETE"), "{shell}");
        assert!(help.contains(&format!("iem completions {shell}")), "{shell} has no line in the help");
    }
}
