//! Stand-in.
pub(crate) fn run(_: &super::args::CheckArgs, _: &super::Global) -> anyhow::Result<super::Answer> {
    anyhow::bail!("not yet")
}
