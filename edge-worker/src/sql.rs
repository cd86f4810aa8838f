//! An object's SQLite: statements, rows, transactions.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use worker::{Error, Result, SqlStorage, SqlStorageValue, State};

/// An object's SQLite.
#[derive(Clone)]
pub struct Sql {
    storage: Transactions,
    sql: SqlStorage,
    written: Rc<Cell<u64>>,
}

#[wasm_bindgen]
extern "C" {
    /// The part of `ctx.storage` that the `worker` crate does not wrap.
    #[derive(Clone)]
    type Transactions;

    #[wasm_bindgen(method, catch, js_name = transactionSync)]
    fn transaction_sync(
        this: &Transactions,
        body: &mut dyn FnMut() -> std::result::Result<(), JsValue>,
    ) -> std::result::Result<(), JsValue>;
}

/// One row, by column.
pub struct Row(Vec<SqlStorageValue>);

impl Row {
    /// An integer, 0 where there is none.
    pub fn int(&self, column: usize) -> i64 {
        match self.0.get(column) {
            Some(SqlStorageValue::Integer(n)) => *n,
            Some(SqlStorageValue::Boolean(b)) => i64::from(*b),
            _ => 0,
        }
    }

    /// A time or a count.
    pub fn unsigned(&self, column: usize) -> u64 {
        self.int(column).unsigned_abs()
    }

    /// Bytes, none where there are none.
    pub fn bytes(&mut self, column: usize) -> Vec<u8> {
        match self.0.get_mut(column) {
            Some(SqlStorageValue::Blob(bytes)) => std::mem::take(bytes),
            _ => Vec::new(),
        }
    }

    /// A text, empty where there is none.
    pub fn text(&self, column: usize) -> String {
        match self.0.get(column) {
            Some(SqlStorageValue::String(text)) => text.clone(),
            _ => String::new(),
        }
    }
}

impl Sql {
    /// The SQLite of an object.
    pub fn of(state: &State) -> Self {
        let storage = state.storage();
        let raw: &JsValue = storage.as_raw().as_ref();
        let written = Rc::default();
        Self { storage: raw.clone().unchecked_into(), sql: storage.sql(), written }
    }

    /// Runs a statement for its effect.
    pub fn run(&self, statement: &str, values: Vec<SqlStorageValue>) -> Result<()> {
        let cursor = self.sql.exec(statement, values)?;
        self.written.set(self.written.get() + cursor.rows_written() as u64);
        Ok(())
    }

    /// Rows written by [`Self::run`] since the object woke, indexes included: what is paid for.
    pub fn written(&self) -> u64 {
        self.written.get()
    }

    /// Runs a statement and reads its rows one by one. Reads through `raw()`: `one()` and
    /// `to_array()` of the `worker` crate hang the caller when the runtime throws.
    pub fn each(
        &self,
        statement: &str,
        values: Vec<SqlStorageValue>,
    ) -> Result<impl Iterator<Item = Result<Row>>> {
        Ok(self.sql.exec(statement, values)?.raw().map(|row| row.map(Row)))
    }

    /// Runs a statement for its rows, all at once.
    pub fn rows(&self, statement: &str, values: Vec<SqlStorageValue>) -> Result<Vec<Row>> {
        self.each(statement, values)?.collect()
    }

    /// The first row, if there is one.
    pub fn first(&self, statement: &str, values: Vec<SqlStorageValue>) -> Result<Option<Row>> {
        Ok(self.rows(statement, values)?.into_iter().next())
    }

    /// Runs `body` whole or not at all. It cannot wait for anything, so nothing comes between.
    pub fn transaction<T>(&self, mut body: impl FnMut() -> Result<T>) -> Result<T> {
        let mut out = None;
        let mut run = || {
            out = Some(body().map_err(JsValue::from)?);
            Ok(())
        };
        self.storage.transaction_sync(&mut run).map_err(Error::from)?;
        out.ok_or_else(|| Error::from("the transaction did not run"))
    }

    /// A time as a value. Below 2^53 for the next 285,000 years.
    pub fn ms(&self, ms: u64) -> SqlStorageValue {
        SqlStorageValue::Integer(i64::try_from(ms).unwrap_or(i64::MAX))
    }
}
