//! How the program is put together: alone, and at a fixed place in memory.
//!
//! Half of what `iem check` took was the loader: three shared libraries to find, map and bind, and
//! thousands of references to set right. A program that carries its parts of the C library and
//! stands at a fixed place has none of that. Rust's own way (`crt-static`) would be meant for the
//! macros of the compiler too, which must be shared libraries; so only the program is told, by
//! arguments of its linker, and only where a small program made the same way runs.

use std::path::Path;
use std::process::Command;
use std::{env, fs, io};

/// What the linker finds under the names of the shared libraries: the archives of the same.
const ARCHIVES: &[(&str, &str)] = &[
    ("libc.so", "GROUP ( -l:libc.a -l:libgcc_eh.a -l:libgcc.a )"),
    ("libgcc_s.so", "GROUP ( -l:libgcc_eh.a -l:libgcc.a -l:libc.a )"),
    ("libm.so", "GROUP ( -l:libm.a )"),
];

/// Asks for the logarithm, the heap and a text of the environment, as the program does.
const PROBE: &str = "fn main() {
    let one = f64::from(u32::try_from(std::env::args().count()).unwrap_or(1));
    assert!(one.ln().exp().powf(0.5) > 0.9 && std::env::var(\"HOME\").unwrap_or_default().len() < 100_000);
}";

/// Tells the linker of the program.
pub fn stand_alone(out: &Path) -> io::Result<()> {
    let is = |key: &str, value: &str| env::var(key).is_ok_and(|v| v == value);
    let known = is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu");
    let native = env::var("HOST").ok() == env::var("TARGET").ok();
    if !known || !native || !is("CARGO_CFG_TARGET_ARCH", "x86_64") {
        return Ok(());
    }
    // It reads no input of strangers that could profit from a known place.
    let mut args = vec!["-no-pie".to_owned()];
    let folder = out.join("archives");
    fs::create_dir_all(&folder)?;
    for (name, script) in ARCHIVES {
        fs::write(folder.join(name), script)?;
    }
    let alone = [format!("-L{}", folder.display()), "-static".to_owned(), "-no-pie".to_owned()];
    if runs(out, &alone) {
        args = alone.to_vec();
    }
    for arg in args {
        println!("cargo::rustc-link-arg-bins={arg}");
    }
    Ok(())
}

/// Whether a small program that is linked with these arguments runs.
fn runs(out: &Path, link: &[String]) -> bool {
    let (source, program) = (out.join("probe.rs"), out.join("probe"));
    let flags = env::var("CARGO_ENCODED_RUSTFLAGS").unwrap_or_default();
    let mut rustc = Command::new(env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
    rustc.args(flags.split('\x1f').filter(|flag| !flag.is_empty()));
    rustc.args(["--edition", "2024"]).arg(&source).arg("-o").arg(&program);
    if let Some(linker) = env::var_os("RUSTC_LINKER") {
        rustc.arg("-C").arg(format!("linker={}", linker.display()));
    }
    for arg in link {
        rustc.arg("-C").arg(format!("link-arg={arg}"));
    }
    let done = |command: &mut Command| command.output().is_ok_and(|output| output.status.success());
    fs::write(&source, PROBE).is_ok() && done(&mut rustc) && done(&mut Command::new(&program))
}
