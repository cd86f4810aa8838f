//! gzip (RFC 1952) around a deflate stream.

use miniz_oxide::deflate::compress_to_vec;

/// Effort of the compressor, as that of segments.
const EFFORT: u8 = 6;
/// Magic, deflate, no flags, no time, no hints, of no system: the same bytes whoever writes them.
const HEAD: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];

/// Compresses.
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = HEAD.to_vec();
    out.extend(compress_to_vec(bytes, EFFORT));
    out.extend(crc32(bytes).to_le_bytes());
    // By the format modulo 2³².
    out.extend((bytes.len() as u32).to_le_bytes());
    out
}

/// What four bits do to the checksum.
const NIBBLES: [u32; 16] = {
    let mut table = [0; 16];
    let mut at = 0;
    while at < 16 {
        let (mut value, mut bit) = (at as u32, 0);
        while bit < 4 {
            value = if value & 1 == 1 { value >> 1 ^ 0xedb8_8320 } else { value >> 1 };
            bit += 1;
        }
        table[at] = value;
        at += 1;
    }
    table
};

fn crc32(bytes: &[u8]) -> u32 {
    let step = |sum: u32, nibble: u32| NIBBLES[((sum ^ nibble) & 15) as usize] ^ sum >> 4;
    let sum =
        bytes.iter().fold(!0, |sum, &byte| step(step(sum, u32::from(byte)), u32::from(byte) >> 4));
    !sum
}

#[cfg(test)]
mod tests {
    use super::{crc32, gzip};

    #[test]
    fn the_checksum_is_the_one_of_the_catalogue() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
        assert_eq!(crc32(b""), 0);
    }

    #[test]
    fn the_same_bytes_make_the_same_stream() {
        assert_eq!(gzip(b"aaaa"), gzip(b"aaaa"));
        assert!(gzip(&[0; 4096]).len() < 64);
    }
}
