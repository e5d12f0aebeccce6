//! Numbers and texts in the data of a binary record, by their offset; nothing where the data ends before them.

/// Data of a record.
#[derive(Clone, Copy)]
pub(super) struct Bytes<'a>(pub &'a [u8]);

impl<'a> Bytes<'a> {
    /// A byte.
    pub fn byte(self, at: usize) -> Option<u8> {
        self.0.get(at).copied()
    }

    /// Two bytes.
    pub fn u16(self, at: usize) -> Option<u16> {
        self.array(at).map(u16::from_le_bytes)
    }

    /// Four bytes.
    pub fn u32(self, at: usize) -> Option<u32> {
        self.array(at).map(u32::from_le_bytes)
    }

    /// A number with a fraction.
    pub fn f64(self, at: usize) -> Option<f64> {
        self.array(at).map(f64::from_le_bytes)
    }

    /// A number in the four bytes that Excel calls RK.
    pub fn rk(self, at: usize) -> Option<f64> {
        let bits = self.u32(at)?;
        let number = match bits & 2 {
            0 => f64::from_bits(u64::from(bits & !3) << 32),
            _ => f64::from(bits as i32 >> 2),
        };
        Some(if bits & 1 == 0 { number } else { number / 100.0 })
    }

    /// A text in UTF-16 after its length in four bytes.
    pub fn wide(self, at: usize) -> Option<String> {
        let count = self.u32(at)? as usize;
        let start = at.checked_add(4)?;
        let letters = self.0.get(start..start.checked_add(count.checked_mul(2)?)?)?;
        let units: Vec<u16> = letters
            .chunks_exact(2)
            .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
            .collect();
        Some(String::from_utf16_lossy(&units))
    }

    fn array<const N: usize>(self, at: usize) -> Option<[u8; N]> {
        self.0.get(at..at.checked_add(N)?)?.try_into().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_four_bytes() {
        let rk = |bits: u32| Bytes(&bits.to_le_bytes()).rk(0).unwrap();
        assert_eq!(rk(2012 << 2 | 2), 2012.0);
        assert_eq!(rk((-5_i32 << 2) as u32 | 2), -5.0);
        assert_eq!(rk(1234 << 2 | 3), 12.34);
        assert_eq!(rk((2.5_f64.to_bits() >> 32) as u32), 2.5);
    }

    #[test]
    fn a_text_that_breaks_off_is_none() {
        assert_eq!(Bytes(b"\x02\0\0\0T\0r\0").wide(0).as_deref(), Some("Tr"));
        assert_eq!(Bytes(b"\x03\0\0\0T\0r\0").wide(0), None);
        assert_eq!(Bytes(b"\xff\xff\xff\xffT\0").wide(0), None);
        assert_eq!(Bytes(b"").wide(usize::MAX), None);
    }
}
