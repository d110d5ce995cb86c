//! Shared by the tests: the folder beside the repository, the program, random wishes.

use std::path::PathBuf;
use std::process::{Command, Output};

/// A file of `../shared`, or `None` with a plain word on standard error when it is not there.
pub fn shared(path: &str) -> Option<PathBuf> {
    let full = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared").join(path);
    if full.exists() {
        return Some(full);
    }
    eprintln!("skipped: ../shared/{path} is not here");
    None
}

/// Reads a JSON file of `../shared`.
pub fn shared_json(path: &str) -> Option<serde_json::Value> {
    let text = std::fs::read_to_string(shared(path)?).expect("a readable file");
    Some(serde_json::from_str(&text).expect("JSON"))
}

/// Runs the program without a terminal and with a folder of its own for user data.
pub fn iem(args: &[&str]) -> Output {
    iem_in(std::path::Path::new(env!("CARGO_TARGET_TMPDIR")), args)
}

/// The same with another folder for user data.
pub fn iem_in(config: &std::path::Path, args: &[&str]) -> Output {
    run(config, 80, args)
}

/// The same with a page of another width.
pub fn iem_at(columns: usize, args: &[&str]) -> Output {
    run(std::path::Path::new(env!("CARGO_TARGET_TMPDIR")), columns, args)
}

fn run(config: &std::path::Path, columns: usize, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_iem"))
        .args(args)
        .env_remove("CLICOLOR_FORCE")
        .env("NO_COLOR", "1")
        .env("COLUMNS", columns.to_string())
        .env("IEM_CONFIG_DIR", config)
        .output()
        .expect("the program starts")
}

/// Standard output as text.
pub fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

/// Standard error as text.
pub fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

/// A small, fixed generator of random numbers (`SplitMix64`), so that a failure can be repeated.
pub struct Dice(pub u64);

impl Dice {
    /// The next number.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % n as u64).expect("small")
    }

    /// True in `percent` of the cases.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of these.
    pub fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }
}
