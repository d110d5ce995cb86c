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
    let named = |path: &Path, error: io::Error| {
        let what = match error.kind() {
            io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
            io::ErrorKind::PermissionDenied => "you may not read it".to_owned(),
            _ => error.to_string(),
        };
        io::Error::new(error.kind(), format!("{}: {what}", path.display()))
    };
    let mut paths: Vec<PathBuf> = Vec::new();
    if path.is_dir() {
        for entry in std::fs::read_dir(path).map_err(|e| named(path, e))? {
            let path = entry.map_err(|e| named(path, e))?.path();
            if path.extension().is_some_and(|e| endings.iter().any(|ending| e == *ending)) {
                paths.push(path);
            }
        }
        paths.sort();
    } else {
        paths.push(path.to_owned());
    }
    let read = |path: PathBuf| {
        let bytes = std::fs::read(&path).map_err(|e| named(&path, e))?;
        let text = String::from_utf8(bytes).map_err(|_| {
            io::Error::new(io::ErrorKind::InvalidData, format!("{}: not a UTF-8 text file", path.display()))
        })?;
        Ok((path.display().to_string(), text))
    };
    paths.into_iter().map(read).collect()
}

/// The text of a file that may have at most so many bytes.
///
/// # Errors
/// A file that cannot be read, is longer, or is not UTF-8.
pub fn text_up_to(path: &Path, bytes: u64) -> io::Result<String> {
    let mut content = Vec::new();
    std::fs::File::open(path)?.take(bytes + 1).read_to_end(&mut content)?;
    if content.len() as u64 > bytes {
        return Err(io::Error::other(format!("it is longer than {} MB", bytes / 1024 / 1024)));
    }
    String::from_utf8(content).map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "not a UTF-8 text file"))
}

/// Writes a whole file or leaves it as it was.
///
/// # Errors
/// When the folder or file cannot be written.
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
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let mut file = builder().tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|e| e.error)?;
    Ok(())
}
