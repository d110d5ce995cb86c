//! Texts that a person wrote, and places in them.
//!
//! Takes file names and texts; gives ids and spans. A [`Span`] is a byte range
//! that lies on character boundaries of its own file; lines and columns are
//! computed only when something is shown.

/// Which file of a [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(u16);

/// A byte range in one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// From byte offsets; offsets beyond 4 GiB are clamped (files are far smaller).
    pub fn new(start: usize, end: usize) -> Self {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { start: clamp(start), end: clamp(end.max(start)) }
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// As a range of `usize`, for slicing.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A span in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Loc {
    /// The file.
    pub file: FileId,
    /// Where in it.
    pub span: Span,
}

/// Where a file comes from; later layers replace what earlier ones say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, strum::Display)]
#[strum(serialize_all = "kebab-case")]
pub enum Layer {
    /// Shipped with the program.
    BuiltIn,
    /// The user's own folder.
    User,
    /// `./.iem` of the working folder.
    Folder,
    /// Named on the command line.
    CommandLine,
}

/// One text and its name as shown to people.
#[derive(Debug, Clone)]
pub struct File {
    /// Path as given or, for built-in files, relative to the repository.
    pub name: String,
    /// The whole text.
    pub text: String,
    /// Where it comes from.
    pub layer: Layer,
}

/// All texts of a run.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: Vec<File>,
}

impl Sources {
    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Adds a text and gives its id.
    ///
    /// More than 65,535 files share the last id; nobody has that many rule files.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>, layer: Layer) -> FileId {
        let id = FileId(u16::try_from(self.files.len()).unwrap_or(u16::MAX));
        let text: String = text.into();
        // Some editors put an invisible mark in front of a text.
        let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
        self.files.push(File { name: name.into(), text, layer });
        id
    }

    /// The file of an id that this value gave out.
    pub fn file(&self, id: FileId) -> &File {
        &self.files[usize::from(id.0)]
    }

    /// Line and column of the start of a place, both from 1, in characters.
    pub fn line_column(&self, loc: Loc) -> (usize, usize) {
        let text = &self.file(loc.file).text;
        let before = text.get(..loc.span.start as usize).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |i| i + 1);
        (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
    }

    /// `name:line`, as rules are cited.
    pub fn cite(&self, loc: Loc) -> String {
        format!("{}:{}", self.file(loc.file).name, self.line_column(loc).0)
    }
}
