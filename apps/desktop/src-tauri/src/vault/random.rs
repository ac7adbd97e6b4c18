/// 16 random hex digits; they keep two files of one moment apart.
pub fn new_mark() -> std::io::Result<String> {
    let mut bytes = [0_u8; 8];
    getrandom::fill(&mut bytes).map_err(std::io::Error::from)?;
    Ok(hex::encode(bytes))
}
