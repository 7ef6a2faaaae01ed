//! `.npz` and safetensors files, right ones and such that lie.

/// A file in a zip archive, field by field as the archive states it.
pub(crate) struct Member {
    pub(crate) name: Vec<u8>,
    /// The general purpose flags; bit 0 is encryption.
    pub(crate) flags: u16,
    /// 0 is stored, 8 is deflated.
    pub(crate) method: u16,
    pub(crate) crc: u32,
    /// The bytes as they are in the archive.
    pub(crate) packed: Vec<u8>,
    pub(crate) packed_size: u32,
    pub(crate) size: u32,
}

impl Member {
    pub(crate) fn stored(name: &str, data: &[u8]) -> Self {
        Self::new(name, 0, data, data.to_vec())
    }

    pub(crate) fn deflated(name: &str, data: &[u8]) -> Self {
        Self::new(name, 8, data, miniz_oxide::deflate::compress_to_vec(data, 6))
    }

    fn new(name: &str, method: u16, data: &[u8], packed: Vec<u8>) -> Self {
        Self {
            name: name.as_bytes().to_vec(),
            flags: 0,
            method,
            crc: rawzip::crc32(data),
            packed_size: packed.len() as u32,
            packed,
            size: data.len() as u32,
        }
    }

    /// What the local header and the directory both say.
    fn fields(&self) -> Vec<u8> {
        let [flags, method] = [self.flags, self.method].map(u16::to_le_bytes);
        let sizes = [self.crc, self.packed_size, self.size].map(u32::to_le_bytes);
        let name = (self.name.len() as u16).to_le_bytes();
        [&[20, 0], &flags[..], &method, &[0; 4], sizes.as_flattened(), &name, &[0; 2]].concat()
    }
}

/// A zip archive (PKWARE's APPNOTE.TXT, section 4.3).
pub(crate) fn zip(members: &[Member]) -> Vec<u8> {
    let (mut file, mut directory) = (Vec::new(), Vec::new());
    for member in members {
        let offset = (file.len() as u32).to_le_bytes();
        file.extend([b"PK\x03\x04", &member.fields()[..], &member.name, &member.packed].concat());
        let (fields, name) = (member.fields(), &member.name);
        directory.extend([b"PK\x01\x02\x14\x00", &fields[..], &[0; 10], &offset, name].concat());
    }
    let count = (members.len() as u16).to_le_bytes();
    let [size, offset] = [directory.len() as u32, file.len() as u32].map(u32::to_le_bytes);
    file.extend(directory);
    file.extend([b"PK\x05\x06\0\0\0\0", &count[..], &count, &size, &offset, &[0; 2]].concat());
    file
}

/// A safetensors file with a header of one's own.
pub(crate) fn safetensors(header: &str, data: &[u8]) -> Vec<u8> {
    let length = (header.len() as u64).to_le_bytes();
    [&length[..], header.as_bytes(), data].concat()
}
