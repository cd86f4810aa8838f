//! Time zones, as the runtime's `Intl` knows them: the IANA database, without a byte of it in the Worker.

use js_sys::{Array, Function, Object, Reflect};
use ungated_contract::site::UTC;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Intl)]
    type DateTimeFormat;

    // The one of `js-sys` does not catch what an unknown name throws.
    #[wasm_bindgen(constructor, js_namespace = Intl, catch)]
    fn new(locales: &Array, options: &Object) -> Result<DateTimeFormat, JsValue>;

    #[wasm_bindgen(method, getter)]
    fn format(this: &DateTimeFormat) -> Function;
}

/// The clock of a zone, by its name; none if it is not in the IANA database. Offsets such as `+01:00`,
/// which the runtime takes too, are no names: they know no summer.
fn clock(name: &str) -> Option<DateTimeFormat> {
    let options = Object::new();
    let put = |key: &str, value: &str| Reflect::set(&options, &key.into(), &value.into()).is_ok();
    let is_set = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && put("timeZone", name)
        && put("timeZoneName", "longOffset");
    let english = Array::of1(&"en".into());
    DateTimeFormat::new(&english, &options).ok().filter(|_| is_set)
}

/// Whether a name is one of the IANA database.
pub fn is_known(name: &str) -> bool {
    clock(name).is_some()
}

/// Seconds by which the clocks of a zone are before UTC, by Unix ms.
pub fn offset_at(name: &str) -> impl Fn(u64) -> i32 {
    let format = clock(name).filter(|_| name != UTC).map(|clock| clock.format());
    move |ms| {
        let format = format.as_ref();
        let told = format.and_then(|f| f.call1(&JsValue::UNDEFINED, &(ms as f64).into()).ok());
        told.and_then(|told| told.as_string()).map_or(0, |told| seconds(&told))
    }
}

/// The offset in `11/26/2026, GMT-03:30`; some of before 1973 have seconds.
fn seconds(told: &str) -> i32 {
    let Some((_, offset)) = told.split_once("GMT") else { return 0 };
    let parts = offset.trim_start_matches(['+', '-']).split(':');
    let units = parts.zip([3_600, 60, 1]).map(|(part, unit)| part.parse().unwrap_or(0) * unit);
    let seconds: i32 = units.sum();
    if offset.starts_with('-') { -seconds } else { seconds }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_read_as_intl_writes_them() {
        assert_eq!(seconds("11/26/2026, GMT"), 0);
        assert_eq!(seconds("11/26/2026, GMT+05:45"), 20_700);
        assert_eq!(seconds("11/26/2026, GMT-03:30"), -12_600);
        assert_eq!(seconds("1/6/1972, GMT-00:44:30"), -2_670);
    }
}
