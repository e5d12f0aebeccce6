//! The parts of a `.docx` and the archive they lie in: always in the same order, with the same dates.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use super::WordError;
use super::units::{BOTTOM, HEADER, LEFT, PAPER, RIGHT, TOP, Twips};
use super::xml::Xml;
use crate::document::Document;

/// First line of each part.
pub const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
/// Namespace of the main parts.
pub const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// Namespace of the origin.
pub const ORIGIN: &str = "urn:diendan:ban-thao:1";
/// Name of the part that holds the origin.
pub const ORIGIN_PART: &str = "customXml/item1.xml";

const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// What the parts are made of.
pub struct Parts<'a> {
    /// The paper.
    pub document: &'a Document,
    /// Title of the file.
    pub title: &'a str,
    /// Its date, `2024-08-21`.
    pub date: &'a str,
    /// Content of `w:body`.
    pub body: String,
    /// Chart parts.
    pub charts: Vec<String>,
    /// The origin as JSON.
    pub origin: String,
}

impl Parts<'_> {
    /// The bytes of the file.
    pub fn pack(self) -> Result<Vec<u8>, WordError> {
        let notices = !self.document.frame.notices.is_empty();
        let mut zip = ZipWriter::new(Cursor::new(Vec::with_capacity(32 << 10)));
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o600)
            .system(System::Unix);
        let mut put = |name: &str, content: &str| -> Result<(), WordError> {
            zip.start_file(name, options)?;
            zip.write_all(content.as_bytes())?;
            Ok(())
        };
        put("[Content_Types].xml", &content_types(self.charts.len(), notices))?;
        put("_rels/.rels", ROOT_RELATIONS)?;
        put("docProps/app.xml", APP)?;
        put("docProps/core.xml", &self.core())?;
        put("word/document.xml", &document(&self.body))?;
        put("word/_rels/document.xml.rels", &relations(self.charts.len(), notices))?;
        put("word/styles.xml", &super::styles::part())?;
        put("word/fontTable.xml", FONTS)?;
        put("word/theme/theme1.xml", &super::theme::part())?;
        put("word/settings.xml", SETTINGS)?;
        put("word/header1.xml", HEADER_PART)?;
        put("word/header2.xml", EMPTY_HEADER)?;
        if notices {
            put("word/footer1.xml", &footer(&self.document.frame.notices))?;
        }
        for (index, chart) in self.charts.iter().enumerate() {
            put(&format!("word/charts/chart{}.xml", index + 1), chart)?;
        }
        put(ORIGIN_PART, &origin(&self.origin))?;
        put("customXml/itemProps1.xml", ORIGIN_PROPERTIES)?;
        put("customXml/_rels/item1.xml.rels", ORIGIN_RELATIONS)?;
        Ok(zip.finish()?.into_inner())
    }

    /// Title, language and date; no name of a person.
    fn core(&self) -> String {
        let mut xml = Xml::default();
        xml.raw(DECLARATION);
        xml.open(
            "cp:coreProperties",
            &[
                (
                    "xmlns:cp",
                    &"http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
                ),
                ("xmlns:dc", &"http://purl.org/dc/elements/1.1/"),
                ("xmlns:dcterms", &"http://purl.org/dc/terms/"),
                ("xmlns:xsi", &"http://www.w3.org/2001/XMLSchema-instance"),
            ],
        );
        xml.element("dc:title", &[], self.title);
        xml.element("dc:language", &[], "vi-VN");
        for tag in ["dcterms:created", "dcterms:modified"] {
            xml.element(
                tag,
                &[("xsi:type", &"dcterms:W3CDTF")],
                &format!("{}T00:00:00Z", self.date),
            );
        }
        xml.close("cp:coreProperties");
        xml.finish()
    }
}

/// The properties of a run of pages, numbered from 1.
pub fn section(landscape: bool, notices: usize) -> String {
    let mut xml = Xml::default();
    xml.open("w:sectPr", &[]);
    xml.empty("w:headerReference", &[("w:type", &"default"), ("r:id", &"rIdHeader1")]);
    xml.empty("w:headerReference", &[("w:type", &"first"), ("r:id", &"rIdHeader2")]);
    if notices > 0 {
        for kind in ["default", "first"] {
            xml.empty("w:footerReference", &[("w:type", &kind), ("r:id", &"rIdFooter1")]);
        }
    }
    xml.val("w:type", "nextPage");
    let (wide, high) = if landscape { (PAPER.1, PAPER.0) } else { PAPER };
    if landscape {
        xml.empty("w:pgSz", &[("w:w", &wide), ("w:h", &high), ("w:orient", &"landscape")]);
    } else {
        xml.empty("w:pgSz", &[("w:w", &wide), ("w:h", &high)]);
    }
    let lines = Twips::try_from(notices).unwrap_or(1);
    let footer = (BOTTOM - super::units::mm(5) - lines * super::styles::NOTICE_LINE).max(200);
    xml.empty(
        "w:pgMar",
        &[
            ("w:top", &TOP),
            ("w:right", &RIGHT),
            ("w:bottom", &BOTTOM),
            ("w:left", &LEFT),
            ("w:header", &HEADER),
            ("w:footer", &footer),
            ("w:gutter", &0),
        ],
    );
    xml.empty("w:pgNumType", &[("w:start", &1)]);
    xml.empty("w:titlePg", &[]);
    xml.close("w:sectPr");
    xml.finish()
}

fn document(body: &str) -> String {
    let mut xml = Xml::default();
    xml.raw(DECLARATION);
    xml.open(
        "w:document",
        &[
            ("xmlns:w", &MAIN),
            ("xmlns:r", &OFFICE),
            (
                "xmlns:wp",
                &"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
            ),
            ("xmlns:a", &"http://schemas.openxmlformats.org/drawingml/2006/main"),
            ("xmlns:c", &"http://schemas.openxmlformats.org/drawingml/2006/chart"),
        ],
    );
    xml.open("w:body", &[]);
    xml.raw(body);
    xml.close("w:body");
    xml.close("w:document");
    xml.finish()
}

fn content_types(charts: usize, notices: bool) -> String {
    const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
    let mut xml = Xml::default();
    xml.raw(DECLARATION);
    xml.open(
        "Types",
        &[("xmlns", &"http://schemas.openxmlformats.org/package/2006/content-types")],
    );
    for (extension, kind) in [
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
    ] {
        xml.empty("Default", &[("Extension", &extension), ("ContentType", &kind)]);
    }
    let mut part = |name: &str, kind: &str| xml.empty("Override", &[("PartName", &name), ("ContentType", &kind)]);
    part("/word/document.xml", &format!("{WORD}document.main+xml"));
    part("/word/styles.xml", &format!("{WORD}styles+xml"));
    part("/word/fontTable.xml", &format!("{WORD}fontTable+xml"));
    part(
        "/word/theme/theme1.xml",
        "application/vnd.openxmlformats-officedocument.theme+xml",
    );
    part("/word/settings.xml", &format!("{WORD}settings+xml"));
    part("/word/header1.xml", &format!("{WORD}header+xml"));
    part("/word/header2.xml", &format!("{WORD}header+xml"));
    if notices {
        part("/word/footer1.xml", &format!("{WORD}footer+xml"));
    }
    for number in 1..=charts {
        part(
            &format!("/word/charts/chart{number}.xml"),
            "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
        );
    }
    part(
        "/docProps/core.xml",
        "application/vnd.openxmlformats-package.core-properties+xml",
    );
    part(
        "/docProps/app.xml",
        "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    );
    part(
        "/customXml/itemProps1.xml",
        "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
    );
    xml.close("Types");
    xml.finish()
}

fn relations(charts: usize, notices: bool) -> String {
    let mut xml = Xml::default();
    xml.raw(DECLARATION);
    xml.open("Relationships", &[("xmlns", &RELATIONS)]);
    let mut part = |id: &str, kind: &str, target: &str| {
        let kind = format!("{OFFICE}/{kind}");
        xml.empty("Relationship", &[("Id", &id), ("Type", &kind), ("Target", &target)]);
    };
    part("rIdStyles", "styles", "styles.xml");
    part("rIdFonts", "fontTable", "fontTable.xml");
    part("rIdTheme", "theme", "theme/theme1.xml");
    part("rIdSettings", "settings", "settings.xml");
    part("rIdHeader1", "header", "header1.xml");
    part("rIdHeader2", "header", "header2.xml");
    if notices {
        part("rIdFooter1", "footer", "footer1.xml");
    }
    for number in 1..=charts {
        part(
            &format!("rIdChart{number}"),
            "chart",
            &format!("charts/chart{number}.xml"),
        );
    }
    part("rIdOrigin", "customXml", "../customXml/item1.xml");
    xml.close("Relationships");
    xml.finish()
}

fn footer(notices: &[String]) -> String {
    let mut xml = Xml::default();
    xml.raw(DECLARATION);
    xml.open("w:ftr", &[("xmlns:w", &MAIN)]);
    for notice in notices {
        xml.raw("<w:p><w:pPr><w:pStyle w:val=\"GhiChuTrang\"/></w:pPr><w:r>");
        xml.element("w:t", &[("xml:space", &"preserve")], notice);
        xml.raw("</w:r></w:p>");
    }
    xml.close("w:ftr");
    xml.finish()
}

fn origin(json: &str) -> String {
    let mut xml = Xml::default();
    xml.raw(DECLARATION);
    xml.element("banThao", &[("xmlns", &ORIGIN)], json);
    xml.finish()
}

const ROOT_RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties" Target="docProps/app.xml"/></Relationships>"#;

const APP: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>diendan</Application></Properties>"#;

/// The other name is of the face with the same widths, for machines without the decree's own.
const FONTS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:font w:name="Times New Roman"><w:altName w:val="Liberation Serif"/><w:panose1 w:val="02020603050405020304"/><w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>"#;

const SETTINGS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="vi-VN"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>"#;

const HEADER_PART: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:pPr><w:pStyle w:val="SoTrang"/></w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:hdr>"#;

const EMPTY_HEADER: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:pPr><w:pStyle w:val="SoTrang"/></w:pPr></w:p></w:hdr>"#;

const ORIGIN_PROPERTIES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<ds:datastoreItem ds:itemID="{5D1E7A20-6C1B-4E6B-9A53-D1E0D4A20001}" xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs><ds:schemaRef ds:uri="urn:diendan:ban-thao:1"/></ds:schemaRefs></ds:datastoreItem>"#;

const ORIGIN_RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXmlProps" Target="itemProps1.xml"/></Relationships>"#;
