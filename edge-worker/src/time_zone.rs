//! Names of time zones, as the runtime's `Intl` knows them.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Intl)]
    type DateTimeFormat;

    // The one of `js-sys` does not catch what an unknown name throws.
    #[wasm_bindgen(constructor, js_namespace = Intl, catch)]
    fn new(locales: &Array, options: &Object) -> Result<DateTimeFormat, JsValue>;
}

/// Whether a name is one of the IANA database. Offsets such as `+01:00`, which the runtime takes
/// too, are none: they know no summer.
pub fn is_known(name: &str) -> bool {
    let options = Object::new();
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && Reflect::set(&options, &"timeZone".into(), &name.into()).is_ok()
        && DateTimeFormat::new(&Array::new(), &options).is_ok()
}
