//! The user's files: where they are, and how they are written. The only writer of user files.

use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

use crate::source::Layer;

/// Folder of the working directory, or of one above it, that counts above the user's own.
const HERE: &str = ".iem";

/// The nearest [`HERE`] from the working directory up to the home folder, or up to the root outside of it; its path
/// is relative, as people would write it.
fn here() -> Option<PathBuf> {
    let own = Path::new(HERE);
    if own.is_dir() {
        return Some(own.to_owned());
    }
    let (folder, home) = (std::env::current_dir().ok()?, etcetera::home_dir().ok());
    nearest_above(&folder, home.as_deref())
}

/// The same above a folder.
fn nearest_above(folder: &Path, home: Option<&Path>) -> Option<PathBuf> {
    let mut relative = PathBuf::new();
    let below_home = folder.ancestors().take_while(|above| Some(above.as_os_str()) != home.map(Path::as_os_str));
    for above in below_home.filter_map(Path::parent) {
        relative.push("..");
        if above.join(HERE).is_dir() {
            return Some(relative.join(HERE));
        }
    }
    None
}

/// The user's folder: `IEM_CONFIG_DIR`, or `iem` in the platform's config folder.
pub fn config_dir() -> Option<PathBuf> {
    match std::env::var_os("IEM_CONFIG_DIR") {
        Some(dir) if !dir.is_empty() => Some(PathBuf::from(dir)),
        _ => etcetera::choose_base_strategy().ok().map(|base| base.config_dir().join("iem")),
    }
}

/// The folders of a kind (`rules`, `models`) that exist, lowest layer first.
pub fn folders(kind: &str) -> Vec<(Layer, PathBuf)> {
    let user = config_dir().map(|dir| (Layer::User, dir.join(kind)));
    let here = here().map(|dir| (Layer::Folder, dir.join(kind)));
    user.into_iter().chain(here).filter(|(_, dir)| dir.is_dir()).collect()
}

/// Texts of the files at a path: the file itself, or every file of that folder with one of
/// these endings, sorted by name.
///
/// # Errors
/// When a file or folder cannot be read, with its path in the text.
pub fn texts(path: &Path, endings: &[&str]) -> io::Result<Vec<(String, String)>> {
    let mut paths: Vec<PathBuf> = Vec::new();
    if path.is_dir() {
        for entry in std::fs::read_dir(path).map_err(|e| told(path, &e))? {
            let path = entry.map_err(|e| told(path, &e))?.path();
            if path.extension().is_some_and(|e| endings.iter().any(|ending| e == *ending)) {
                paths.push(path);
            }
        }
        paths.sort();
    } else {
        paths.push(path.to_owned());
    }
    paths.into_iter().map(|path| Ok((path.display().to_string(), text(&path)?))).collect()
}

/// The text of a file.
///
/// # Errors
/// A file that cannot be read or is not UTF-8, in words and with its path.
pub fn text(path: &Path) -> io::Result<String> {
    text_of(path, std::fs::read(path).map_err(|e| told(path, &e))?)
}

fn text_of(path: &Path, bytes: Vec<u8>) -> io::Result<String> {
    String::from_utf8(bytes).map_err(|_| {
        let what = format!("`{}` is not UTF-8 text; save it as UTF-8, or name another file", path.display());
        io::Error::new(io::ErrorKind::InvalidData, what)
    })
}

/// Why a file cannot be read or written, in words: what a system says of it is for programmers.
pub fn told(path: &Path, error: &io::Error) -> io::Error {
    let name = path.display();
    let what = match error.kind() {
        io::ErrorKind::NotFound if path.extension().is_some() => {
            format!("there is no file `{name}`; check its name and folder")
        }
        io::ErrorKind::NotFound => format!("there is no file or folder `{name}`; check its name and folder"),
        io::ErrorKind::IsADirectory => format!("`{name}` is a folder; name a file in it"),
        io::ErrorKind::NotADirectory => format!("a part of `{name}` is a file, not a folder; check the path"),
        _ if error.raw_os_error().is_none() => error.to_string(),
        kind => format!("`{name}` {}", in_words(kind)),
    };
    io::Error::new(error.kind(), what)
}

/// What a system did not do, in words that follow the name of the file.
pub fn in_words(kind: io::ErrorKind) -> &'static str {
    match kind {
        io::ErrorKind::NotFound => "is not there; check its name and folder",
        io::ErrorKind::IsADirectory => "is a folder; name a file in it",
        io::ErrorKind::NotADirectory => "has a file for a folder in its path; check the path",
        io::ErrorKind::PermissionDenied => "may not be touched by you; change its permissions, or name another file",
        io::ErrorKind::ReadOnlyFilesystem => "lies where nothing can be written; name another place",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "has no room on its disk; make room",
        io::ErrorKind::InvalidFilename | io::ErrorKind::InvalidInput => "is no name for a file; write another one",
        io::ErrorKind::InvalidData => "is not UTF-8 text; save it as UTF-8, or name another file",
        _ => "cannot be reached; check that it can be opened",
    }
}

/// The text of a file that may have at most so many bytes.
///
/// # Errors
/// A file that cannot be read, is longer, or is not UTF-8, in words and with its path.
pub fn text_up_to(path: &Path, bytes: u64) -> io::Result<String> {
    let mut content = Vec::new();
    let file = std::fs::File::open(path).map_err(|e| told(path, &e))?;
    file.take(bytes + 1).read_to_end(&mut content).map_err(|e| told(path, &e))?;
    if content.len() as u64 > bytes {
        let what = format!("`{}` is longer than {} MB; name a smaller file", path.display(), bytes / 1024 / 1024);
        return Err(io::Error::other(what));
    }
    text_of(path, content)
}

/// Writes a whole file of the person's folder, which is made if it is not there.
///
/// # Errors
/// When the folder or file cannot be written.
pub fn keep(path: &Path, text: &str) -> io::Result<()> {
    let folder = folder_of(path);
    std::fs::create_dir_all(folder).map_err(|e| told(folder, &e))?;
    write(path, text)
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Writes a whole file or leaves it as it was; no folder is made for it.
///
/// # Errors
/// When the folder is not there or the file cannot be written, in words and with its path.
pub fn write(path: &Path, text: &str) -> io::Result<()> {
    write_bytes(path, text.as_bytes())
}

/// Temporary files that become the user's own get the rights of any new file, not those of a secret.
fn builder() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder
}

/// Writes a whole file of any content or leaves it as it was.
///
/// # Errors
/// When the folder or file cannot be written.
pub fn write_bytes(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = folder_of(path);
    if !folder.exists() {
        let what = format!("there is no folder `{0}`; make it first: mkdir -p \"{0}\"", folder.display());
        return Err(io::Error::new(io::ErrorKind::NotFound, what));
    }
    if path.is_dir() {
        return Err(told(path, &io::Error::from(io::ErrorKind::IsADirectory)));
    }
    let write = || {
        let mut file = builder().tempfile_in(folder)?;
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        file.persist(path).map_err(|e| e.error)
    };
    // The system names a file of its own making; people know the one they named.
    write().map(drop).map_err(|e| {
        if e.kind() == io::ErrorKind::NotFound || e.raw_os_error().is_none() {
            return io::Error::new(e.kind(), format!("`{}` {}", path.display(), in_words(e.kind())));
        }
        told(path, &e)
    })
}
