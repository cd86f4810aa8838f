//! Files that a site brings: what is written is read, what is wrong is told by its line.

use proptest::collection::vec;
use proptest::prelude::*;
use ungated_shared::csv::{Flaw, Row, Rows};
use ungated_shared::import::{self, Answer, Currency, Deal, File, Known, RowCode, Way};
use ungated_shared::limit;
use ungated_shared::segment::Segments;
use ungated_shared::signal::heard::Heard;

/// A cell as RFC 4180 writes it.
fn quoted(cell: &str) -> String {
    format!("\"{}\"", cell.replace('"', "\"\""))
}

fn file<T: import::Kind>(text: &str) -> File<T> {
    import::read(text, &Known { segments: &segments(), currency: Currency::read("EUR") })
}

fn segments() -> Segments {
    Segments::parse(
        r#"[{"segment": "DACH", "fit": 40, "when": {"country": ["DE", "AT"]}},
            {"segment": "Makers", "fit": 40, "when": {"organisation": ["*siemens*"]}}]"#,
    )
    .unwrap()
}

/// The errors of a file: line, column and code.
fn errors<T: import::Kind>(text: &str) -> Vec<(u32, String, RowCode)> {
    file::<T>(text).errors.into_iter().map(|it| (it.line, it.column, it.code)).collect()
}

fn one(text: &str) -> Deal {
    let file = file::<Deal>(text);
    assert_eq!(file.errors, [], "{text}");
    file.rows.into_iter().next().unwrap().row
}

const SPREAD: [char; 12] = ['"', ',', ';', '\t', '\r', '\n', 'a', '1', '=', ' ', 'ß', '-'];

proptest! {
    #[test]
    fn what_is_written_as_csv_is_read_back(
        rows in vec(vec("[a-z\",;\\t ß=\\r\\n]{0,8}", 3), 1..8),
        separator in prop::sample::select(vec![',', ';', '\t']),
        end in prop::sample::select(vec!["\n", "\r\n", "\r"]),
        mark in prop::sample::select(vec!["", "\u{feff}"]),
    ) {
        let head = format!("one{separator}two{separator}three");
        let line = |row: &Vec<String>| {
            row.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join(&separator.to_string())
        };
        let lines: Vec<String> = std::iter::once(head).chain(rows.iter().map(line)).collect();
        let read: Vec<_> = Rows::of(&format!("{mark}{}", lines.join(end))).collect();
        let read: Vec<Row> = read.into_iter().skip(1).map(|(_, row)| row.unwrap()).collect();
        let is_something = |row: &&Vec<String>| row.iter().any(|cell| !cell.trim().is_empty());
        let wanted: Vec<&Vec<String>> = rows.iter().filter(is_something).collect();
        prop_assert_eq!(read.iter().map(|row| &row.cells).collect::<Vec<_>>(), wanted);
    }

    #[test]
    fn no_text_is_too_wrong_to_read_and_lines_are_those_of_the_text(
        text in vec(prop::sample::select(SPREAD.to_vec()), 0..200),
        head in prop::sample::select(vec!["", "closed,lead,value\n", "date;answer\n", "\u{feff}closed\tid\r"]),
    ) {
        let text = format!("{head}{}", text.into_iter().collect::<String>());
        let lines = 1 + text.matches(['\r', '\n']).count() as u32;
        let mut last = 0;
        for (line, row) in Rows::of(&text) {
            prop_assert!(line > last && line <= lines);
            last = line;
            if let Ok(row) = row {
                prop_assert_eq!(row.line, line);
            }
        }
        for error in file::<Deal>(&text).errors.iter().chain(&file::<Answer>(&text).errors) {
            prop_assert!((1..=lines).contains(&error.line) && !error.detail.is_empty());
        }
    }

    /// Every row of a file is kept, or there is an error on its line.
    #[test]
    fn no_row_is_dropped_uncounted(
        cells in vec(("2026-0[1-3]-(0[1-9]|3[0-3])", "|DE|de|Germany", "|form|fax", "|12|12[.]50|1[.]2"), 1..30),
    ) {
        let rows: Vec<String> = cells.iter().map(|(a, b, c, d)| format!("{a},{b},{c},{d}")).collect();
        let file = file::<Deal>(&format!("closed,country,way,value\n{}", rows.join("\n")));
        let mut wrong: Vec<u32> = file.errors.iter().map(|error| error.line).collect();
        wrong.dedup();
        let kept: u32 = file.rows.iter().map(|held| held.n).sum();
        prop_assert_eq!(kept as usize + wrong.len(), rows.len());
    }
}

#[test]
fn a_quote_is_told_where_it_opens_and_the_next_line_is_read() {
    let flaws = |text: &str| {
        let told = |(line, row): (u32, Result<Row, Flaw>)| (line, row.map(|row| row.cells.len()));
        Rows::of(text).map(told).collect::<Vec<_>>()
    };
    assert_eq!(flaws("a,b\n\"x,y\nc,d"), [(1, Ok(2)), (2, Err(Flaw::Quote)), (3, Ok(2))]);
    assert_eq!(flaws("a,b\nx\"y,z\nc,d"), [(1, Ok(2)), (2, Err(Flaw::Quote)), (3, Ok(2))]);
    assert_eq!(flaws("a,b\n\"x\"y,z\nc,d"), [(1, Ok(2)), (2, Err(Flaw::Quote)), (3, Ok(2))]);
    assert_eq!(flaws("a,b\n\"x\r\ny\",z\r\n\r\nc,d"), [(1, Ok(2)), (2, Ok(2)), (5, Ok(2))]);
    let long = |n: usize| flaws(&format!("a\n\"{}\"\nb", "x".repeat(n)))[1].1;
    let most = limit::IMPORT_CELL_BYTES;
    assert_eq!([most - 1, most, most + 1].map(long), [Ok(1), Ok(1), Err(Flaw::Long)]);
    let plain = |n: usize| flaws(&format!("a\n{}\nb", "x".repeat(n)))[1].1;
    assert_eq!([most - 1, most, most + 1].map(plain), [Ok(1), Ok(1), Err(Flaw::Long)]);
}

#[test]
fn a_deal_is_read_from_columns_in_any_order_as_spreadsheets_write_them() {
    let deal = one(
        "\u{feff}Value;Closed;Lead;Heard;WAY;Segment;Country;Id\r\n1200,50;2026-03-04;2026-01-02;Podcast;form;dach;at;D-7\r\n",
    );
    let value = deal.value.unwrap();
    assert_eq!((value.minor, String::from(value.currency)), (120_050, "EUR".into()));
    assert_eq!(
        (deal.closed.text(), deal.lead.unwrap().text()),
        ("2026-03-04".into(), "2026-01-02".into())
    );
    assert_eq!((deal.segment.as_deref(), deal.country.as_deref()), (Some("DACH"), Some("AT")));
    assert_eq!(
        (deal.heard, deal.way, deal.id.as_deref()),
        (Some(Heard::Podcast), Some(Way::Form), Some("D-7"))
    );
    // Whole units, hundredths, and a currency of its own.
    let value = |text: &str| one(text).value.map(|it| (it.minor, String::from(it.currency)));
    assert_eq!(value("closed,value\n2026-03-04,1200"), Some((120_000, "EUR".into())));
    assert_eq!(
        value("closed,value_minor,currency\n2026-03-04,1200,usd"),
        Some((1_200, "USD".into()))
    );
    assert_eq!(value("closed,value\n2026-03-04,"), None);
}

/// Of an organisation there is nothing but the segment.
#[test]
fn an_organisation_becomes_a_segment_and_is_forgotten() {
    let deal = one("closed,organisation,country\n2026-03-04,Siemens AG,US");
    assert_eq!(deal.segment.as_deref(), Some("Makers"));
    assert!(!serde_json::to_string(&deal).unwrap().contains("Siemens"));
    assert_eq!(one("closed,organisation\n2026-03-04,Nobody Ltd").segment, None);
}

#[test]
fn each_cell_that_is_wrong_is_told_with_its_line_and_column() {
    let rows = "closed,lead,segment,country,heard,way,value,currency,id\n\
                04.03.2026,2026-03-05,None,Germany,TV,fax,1.200,Euro,=1+1\n\
                2026-03-04,2026-03-05,,,,,,,\n\
                ,,,,,,12,,\n\
                2026-03-04,DE\n\
                2026-03-04,,,,,,-3,,a\n\
                2026-03-04,,,,,,,,b\n\
                2026-03-05,,,,,,,,b\n";
    let wanted = [
        (2, "closed", RowCode::Day),
        (2, "country", RowCode::Country),
        (2, "segment", RowCode::Segment),
        (2, "heard", RowCode::Answer),
        (2, "way", RowCode::Way),
        (2, "currency", RowCode::Currency),
        (2, "value", RowCode::Money),
        (2, "id", RowCode::Id),
        (3, "lead", RowCode::Order),
        (4, "closed", RowCode::Empty),
        (5, "", RowCode::Cells),
        (6, "value", RowCode::Money),
        (8, "id", RowCode::IdTwice),
    ];
    assert_eq!(
        errors::<Deal>(rows),
        wanted.map(|(line, column, code)| (line, column.into(), code))
    );
    let none = import::read::<Deal>(
        "closed,value\n2026-03-04,12",
        &Known { segments: &Segments::default(), currency: None },
    );
    assert_eq!((none.errors[0].code, &*none.errors[0].column), (RowCode::Currency, "currency"));
}

#[test]
fn the_first_row_has_to_name_what_is_needed_and_what_else_it_names_is_told() {
    assert_eq!(
        errors::<Deal>(""),
        [(1, "closed".into(), RowCode::ColumnMissing)].map(|it: (u32, String, RowCode)| (
            it.0,
            String::new(),
            it.2
        ))
    );
    assert_eq!(errors::<Deal>("\n\nclosde,id\n"), [(3, "closed".into(), RowCode::ColumnMissing)]);
    assert_eq!(errors::<Deal>("closed,Closed\n"), [(1, "closed".into(), RowCode::ColumnTwice)]);
    let missing = errors::<Answer>("count\n3");
    assert_eq!(missing.iter().map(|it| &*it.1).collect::<Vec<_>>(), ["date", "answer"]);
    let file = file::<Deal>("closed,Account Name,owner\n2026-03-04,=cmd(),Ana\n");
    assert_eq!(
        (file.ignored, file.errors.len(), file.rows.len()),
        (vec!["Account Name".into(), "owner".into()], 0, 1)
    );
}

#[test]
fn rows_that_are_the_same_are_counted() {
    let deals = file::<Deal>("closed,value\n2026-03-04,1\n2026-03-04,1.00\n2026-03-04,2\n");
    assert_eq!(deals.rows.iter().map(|it| (it.line, it.n)).collect::<Vec<_>>(), [(2, 2), (4, 1)]);
    let answers = file::<Answer>(
        "date,answer,channel,count\n2026-03-04,podcast,direct,3\n2026-03-04,Podcast,direct,\n2026-03-04,podcast,,2\n",
    );
    let told: Vec<_> = answers.rows.iter().map(|it| (it.n, it.row.channel.as_deref())).collect();
    assert_eq!(told, [(4, Some("direct")), (2, None)]);
    assert_eq!(
        errors::<Answer>("date,answer,channel,count\n2026-03-04,podcast,tv,0\n"),
        [(2, "channel".into(), RowCode::Channel), (2, "count".into(), RowCode::Count)]
    );
}

/// Each bound at one less, as many as may, and one more.
#[test]
fn bounds_of_a_file() {
    let rows = |n: usize| errors::<Deal>(&format!("closed\n{}", "2026-03-04\n".repeat(n))).len();
    let most = limit::IMPORT_ROWS;
    assert_eq!([most - 1, most, most + 1].map(rows), [0, 0, 1]);
    let columns = |n: usize| errors::<Deal>(&format!("closed{}", ",x".repeat(n - 1))).len();
    let most = limit::IMPORT_COLUMNS;
    assert_eq!([most - 1, most, most + 1].map(columns), [0, 0, 1]);
    let told = |n: usize| {
        let file = file::<Deal>(&format!("closed\n{}", "x\n".repeat(n)));
        (file.errors.len(), file.more_errors)
    };
    let most = limit::IMPORT_ERRORS;
    assert_eq!([most - 1, most, most + 1].map(told), [(most - 1, 0), (most, 0), (most, 1)]);
    let id = |n: usize| errors::<Deal>(&format!("closed,id\n2026-03-04,{}", "a".repeat(n))).len();
    let most = limit::DEAL_ID_CHARS;
    assert_eq!([most - 1, most, most + 1].map(id), [0, 0, 1]);
    let minor = |n: u64| errors::<Deal>(&format!("closed,value_minor\n2026-03-04,{n}")).len();
    let most = limit::DEAL_VALUE_MINOR;
    assert_eq!([most - 1, most, most + 1, u64::MAX].map(minor), [0, 0, 1, 1]);
    assert_eq!(errors::<Deal>(&format!("closed,value\n2026-03-04,{}", u64::MAX)).len(), 1);
    let count = |n: u32| errors::<Answer>(&format!("date,answer,count\n2026-03-04,ad,{n}")).len();
    let most = limit::ANSWERS;
    assert_eq!([0, 1, most - 1, most, most + 1].map(count), [1, 0, 0, 0, 1]);
    let organisation = |n: usize| {
        errors::<Deal>(&format!("closed,organisation\n2026-03-04,{}", "a".repeat(n))).len()
    };
    let most = limit::ORGANISATION_BYTES;
    assert_eq!([most - 1, most, most + 1].map(organisation), [0, 0, 1]);
}
