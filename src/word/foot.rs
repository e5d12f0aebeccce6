//! The end of a paper: Nơi nhận on the left, signatures on the right, all on one page (C26–C30).

use super::lines::{end_sign, ended};
use super::paragraph::{Para, Printer};
use super::units::{Twips, mm, pt, text_width};
use crate::document::{Frame, Signature};

/// Height left for the signature and the seal.
const SIGNING_ROOM: Twips = mm(27);

impl Printer<'_> {
    /// Whether the paper has a foot at all.
    pub fn has_foot(frame: &Frame) -> bool {
        !frame.signatures.is_empty() || !frame.recipients.is_empty()
    }

    /// The foot; what stands before it must be kept with what follows.
    pub fn foot(&mut self, frame: &Frame) {
        if !Self::has_foot(frame) {
            return;
        }
        let width = text_width(frame.landscape);
        self.set(
            Para {
                after: Some(pt(15.0)),
                ..Para::of("CachDong").kept(true)
            },
            &[],
        );
        if let [_] | [] = frame.signatures.as_slice() {
            let right = width * 115 / 215;
            self.layout_table(&[width - right, right]);
            self.layout_row(true);
            self.layout_cell(width - right, mm(4));
            self.recipients(frame);
            self.next_cell(right, 0);
            match frame.signatures.first() {
                Some(signature) => {
                    self.signature_lines(0, signature);
                    self.signature_name(0, signature);
                }
                None => self.set(Para::of("HoTen"), &[]),
            }
            self.end_layout();
            return;
        }
        let columns = if matches!(frame.signatures.len(), 2 | 4) { 2 } else { 3 };
        let column = width / columns;
        let widths: Vec<Twips> = (0..columns).map(|_| column).collect();
        self.layout_table(&widths);
        // Names stand on one line, however many lines there are above each.
        for (row, signatures) in frame.signatures.chunks(widths.len()).enumerate() {
            for names in [false, true] {
                self.layout_row(true);
                for place in 0..widths.len() {
                    self.layout_cell(column, 0);
                    let index = row * widths.len() + place;
                    match signatures.get(place) {
                        Some(signature) if names => self.signature_name(index, signature),
                        Some(signature) => self.signature_lines(index, signature),
                        None => self.set(Para::of("HoTen").kept(!names), &[]),
                    }
                    self.xml.close("w:tc");
                }
                self.xml.close("w:tr");
            }
        }
        self.xml.close("w:tbl");
        if !frame.recipients.is_empty() {
            self.set(
                Para {
                    after: Some(pt(20.0)),
                    ..Para::of("CachDong").kept(true)
                },
                &[],
            );
            self.recipients(frame);
        }
    }

    /// Nơi nhận (C28, C29); an empty paragraph where nobody is told, because a cell must hold one.
    fn recipients(&mut self, frame: &Frame) {
        let list = &frame.recipients;
        if list.is_empty() {
            self.set(Para::of("NoiNhan"), &[]);
            return;
        }
        self.line("recipients", Para::of("NoiNhanTieuDe").kept(true), "Nơi nhận:");
        for (index, recipient) in list.iter().enumerate() {
            let text = format!("- {}", ended(recipient, end_sign(index, list.len())));
            let para = Para::of("NoiNhan").kept(index + 1 < list.len());
            self.line(&format!("recipients/{index}"), para, &text);
        }
    }

    /// Powers and offices (C26).
    fn signature_lines(&mut self, index: usize, signature: &Signature) {
        for (place, line) in signature.lines.iter().enumerate() {
            let at = format!("signatures/{index}/lines/{place}");
            self.line(&at, Para::of("ChucVu").kept(true), line);
        }
        if signature.lines.is_empty() {
            self.set(Para::of("ChucVu").kept(true), &[]);
        }
    }

    /// Room for hand and seal, and the name (C27).
    fn signature_name(&mut self, index: usize, signature: &Signature) {
        let name = Para {
            before: Some(SIGNING_ROOM),
            ..Para::of("HoTen")
        };
        self.line(&format!("signatures/{index}/name"), name, &signature.name);
    }
}
