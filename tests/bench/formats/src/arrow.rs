//! Arrow IPC: a stream of visits and one of page views, their texts as dictionaries.

use std::sync::Arc;

use arrow_array::builder::{
    ListBuilder, PrimitiveBuilder, StringBuilder, StringDictionaryBuilder, UInt32Builder,
    UInt64Builder,
};
use arrow_array::cast::AsArray;
use arrow_array::types::{ArrowPrimitiveType, UInt8Type, UInt16Type, UInt32Type, UInt64Type};
use arrow_array::{Array, ArrayRef, ArrowNativeTypeOp, RecordBatch};
use arrow_ipc::CompressionType;
use arrow_ipc::reader::StreamReader;
use arrow_ipc::writer::{IpcWriteOptions, StreamWriter};
use arrow_schema::DataType;
use ungated_shard::fact;

use crate::visit::{ENGAGED, TEXTS, Visit};
use crate::{ByChannel, Format, deflate, inflate};

/// As it is.
pub const PLAIN: Format =
    Format { name: "Arrow IPC", pack: |it| pack(it, None).unwrap_or_default(), whole, question };
/// With its own compression.
pub const LZ4: Format = Format { name: "Arrow IPC, its own lz4", pack: lz4, whole, question };
/// With zlib around it.
pub const ZLIB: Format = Format {
    name: "Arrow IPC, zlib around it",
    pack: |visits| deflate(&(PLAIN.pack)(visits)),
    whole: |bytes| whole(&inflate(bytes)?),
    question: |bytes| question(&inflate(bytes)?),
};

fn lz4(visits: &[fact::Visit]) -> Vec<u8> {
    pack(visits, Some(CompressionType::LZ4_FRAME)).unwrap_or_default()
}

/// Visits' columns: texts, numbers as wide as they have to be, how many page views.
fn visits(all: &[Visit]) -> Option<RecordBatch> {
    let text = |at: usize| {
        let mut column = StringDictionaryBuilder::<UInt16Type>::new();
        all.iter().for_each(|visit| column.append_value(&visit.texts[at]));
        Arc::new(column.finish()) as ArrayRef
    };
    let number = |at: usize| all.iter().map(move |visit| visit.numbers[at]);
    let views = all.iter().map(|visit| visit.views.len() as u64);
    let mut columns: Vec<ArrayRef> = (0..TEXTS).map(text).collect();
    columns.push(wide(number(0)));
    columns.push(narrow::<UInt32Type>(number(1)));
    columns.extend((2..6).map(|at| narrow::<UInt8Type>(number(at))));
    columns.push(wide(number(6)));
    columns.push(narrow::<UInt16Type>(views));
    batch(columns)
}

fn views(all: &[Visit]) -> Option<RecordBatch> {
    let views = || all.iter().flat_map(|visit| &visit.views);
    let number = |at: usize| views().map(move |view| view.numbers[at]);
    let mut columns: Vec<ArrayRef> = vec![
        narrow::<UInt32Type>(number(0)),
        narrow::<UInt32Type>(number(1)),
        wide(number(2)),
        narrow::<UInt8Type>(number(3)),
    ];
    columns.extend((4..8).map(|at| narrow::<UInt32Type>(number(at))));
    columns.push(narrow::<UInt16Type>(number(8)));
    for at in 0..crate::visit::LISTS {
        let mut column = ListBuilder::new(UInt32Builder::new());
        for view in views() {
            column.values().append_slice(&view.lists[at]);
            column.append(true);
        }
        columns.push(Arc::new(column.finish()));
    }
    let mut events = StringBuilder::new();
    views().for_each(|view| events.append_value(&view.events));
    columns.push(Arc::new(events.finish()));
    batch(columns)
}

fn wide(numbers: impl Iterator<Item = u64>) -> ArrayRef {
    let mut column = UInt64Builder::new();
    numbers.for_each(|number| column.append_value(number));
    Arc::new(column.finish())
}

fn narrow<T: ArrowPrimitiveType>(numbers: impl Iterator<Item = u64>) -> ArrayRef
where
    T::Native: TryFrom<u64>,
{
    let mut column = PrimitiveBuilder::<T>::new();
    numbers.for_each(|number| column.append_value(number.try_into().unwrap_or_default()));
    Arc::new(column.finish())
}

fn batch(columns: Vec<ArrayRef>) -> Option<RecordBatch> {
    let named = columns.into_iter().enumerate().map(|(at, column)| (at.to_string(), column));
    RecordBatch::try_from_iter(named).ok()
}

fn pack(all: &[fact::Visit], compression: Option<CompressionType>) -> Option<Vec<u8>> {
    let all: Vec<Visit> = all.iter().map(Visit::from).collect();
    let mut bytes = Vec::new();
    for batch in [visits(&all)?, views(&all)?] {
        let options = IpcWriteOptions::default().try_with_compression(compression).ok()?;
        let mut writer =
            StreamWriter::try_new_with_options(&mut bytes, &batch.schema(), options).ok()?;
        writer.write(&batch).ok()?;
        writer.finish().ok()?;
    }
    Some(bytes)
}

/// The two batches, or of each only some columns.
fn read(mut bytes: &[u8], columns: [Option<Vec<usize>>; 2]) -> Option<[RecordBatch; 2]> {
    let mut next = |columns| {
        let mut reader = StreamReader::try_new(&mut bytes, columns).ok()?;
        let batch = reader.next()?.ok()?;
        // Its end belongs to the stream.
        reader.next().is_none().then_some(batch)
    };
    let [visits, views] = columns;
    Some([next(visits)?, next(views)?])
}

fn whole(bytes: &[u8]) -> Option<u64> {
    let [visits, views] = read(bytes, [None, None])?;
    // How many page views a visit has is told by the streams' form in other formats.
    let (_, visits) = visits.columns().split_last()?;
    visits.iter().chain(views.columns()).try_fold(0u64, |sum, it| Some(sum.wrapping_add(add(it)?)))
}

fn add(column: &ArrayRef) -> Option<u64> {
    fn numbers<T: ArrowPrimitiveType>(column: &ArrayRef) -> u64
    where
        T::Native: Into<u64> + ArrowNativeTypeOp,
    {
        let values = column.as_primitive::<T>().values();
        values.iter().fold(0, |sum, value| sum.wrapping_add((*value).into()))
    }
    Some(match column.data_type() {
        DataType::UInt8 => numbers::<UInt8Type>(column),
        DataType::UInt16 => numbers::<UInt16Type>(column),
        DataType::UInt32 => numbers::<UInt32Type>(column),
        DataType::UInt64 => numbers::<UInt64Type>(column),
        DataType::List(_) => numbers::<UInt32Type>(column.as_list::<i32>().values()),
        DataType::Utf8 => column.as_string::<i32>().values().len() as u64,
        DataType::Dictionary(..) => {
            let column = column.as_dictionary::<UInt16Type>();
            let texts = column.values().as_string::<i32>();
            let lengths: Vec<u64> = texts.iter().map(|it| it.unwrap_or("").len() as u64).collect();
            column.keys().values().iter().map(|key| lengths[usize::from(*key)]).sum()
        }
        _ => return None,
    })
}

fn question(bytes: &[u8]) -> Option<ByChannel> {
    const VIEWS: usize = 14;
    let [visits, views] = read(bytes, [Some(vec![0, VIEWS]), Some(ENGAGED.to_vec())])?;
    let channels = visits.column(0).as_dictionary::<UInt16Type>();
    let texts = channels.values().as_string::<i32>();
    let [active, media] = [0, 1].map(|at| views.column(at).as_primitive::<UInt32Type>().values());
    let mut engaged = active.iter().zip(media).map(|(a, b)| u64::from(*a) + u64::from(*b));
    let mut all = vec![0u64; texts.len()];
    let counts = visits.column(1).as_primitive::<UInt16Type>().values();
    for (channel, views) in channels.keys().values().iter().zip(counts) {
        all[usize::from(*channel)] += engaged.by_ref().take((*views).into()).sum::<u64>();
    }
    let named = texts.iter().map(|text| text.unwrap_or("").to_owned()).zip(all);
    Some(named.filter(|(_, engaged_ms)| *engaged_ms > 0).collect())
}
