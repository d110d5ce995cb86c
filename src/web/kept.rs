//! Answers as they are sent, and the last of them kept: an answer follows from its address alone, so the
//! same address is not computed twice while there is room.

use std::io::Write;
use std::sync::Arc;

use axum::body::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use quick_cache::Weighter;
use quick_cache::sync::Cache;

use super::answer::Answer;

/// Bytes of answers that are kept.
const ROOM: u64 = 32 * 1024 * 1024;
/// Answers that are expected in that room.
const EXPECTED: usize = 1_000;
/// Shorter answers are sent as they are.
const WORTH_PACKING: usize = 700;

/// An answer with its bytes, packed and not, and its mark.
#[derive(Debug)]
pub(super) struct Ready {
    pub answer: Answer,
    pub plain: Bytes,
    pub packed: Option<Bytes>,
    /// Changes with the bytes.
    pub mark: String,
}

impl Ready {
    /// Packs an answer.
    pub(super) fn of(mut answer: Answer) -> Self {
        let plain = Bytes::from(std::mem::take(&mut answer.body));
        let packed = (plain.len() >= WORTH_PACKING).then(|| packed(&plain)).flatten();
        Self { mark: mark(&plain), answer, plain, packed }
    }

    fn size(&self) -> usize {
        self.plain.len() + self.packed.as_ref().map_or(0, Bytes::len)
    }
}

fn packed(plain: &[u8]) -> Option<Bytes> {
    let mut out = GzEncoder::new(Vec::with_capacity(plain.len() / 3), Compression::new(5));
    out.write_all(plain).ok()?;
    out.finish().ok().map(Bytes::from)
}

/// FNV-1a, 64 bit: tells one content from the next, nothing more is asked of it.
fn mark(bytes: &[u8]) -> String {
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    format!("W/\"{:016x}\"", bytes.iter().fold(0xcbf2_9ce4_8422_2325, step))
}

#[derive(Debug, Clone)]
struct BySize;

impl Weighter<String, Arc<Ready>> for BySize {
    fn weight(&self, address: &String, ready: &Arc<Ready>) -> u64 {
        (address.len() + ready.size() + 200) as u64
    }
}

/// The answers that are kept, by path and query.
#[derive(Debug)]
pub(super) struct Shelf(Cache<String, Arc<Ready>, BySize>);

impl Shelf {
    pub(super) fn new() -> Self {
        Self(Cache::with_weighter(EXPECTED, ROOM, BySize))
    }

    pub(super) fn get(&self, address: &str) -> Option<Arc<Ready>> {
        self.0.get(address)
    }

    /// Keeps an answer; mistakes of the machine are not kept.
    pub(super) fn keep(&self, address: String, ready: &Arc<Ready>) {
        if ready.answer.status < 500 {
            self.0.insert(address, Arc::clone(ready));
        }
    }
}
