//! Secrets: how they are drawn, and what is kept of them.
//!
//! # Why SHA-256 for tokens and PBKDF2 for passwords?
//! A token has 160 random bits: nobody finds it from its hash by trying, so that a fast hash does.
//! A password is chosen by a person; each try has to cost.

use js_sys::{Array, ArrayBuffer, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use worker::{Error, Result};

/// Random bytes of a secret: 160 bits.
const SECRET_BYTES: usize = 20;
/// Random bytes of an id: no secret, it only must not come twice.
const ID_BYTES: usize = 8;
/// Random bytes of a password's salt.
const SALT_BYTES: usize = 16;
/// Rounds of PBKDF2-HMAC-SHA-256: the most that the platform's WebCrypto does
/// (developers.cloudflare.com/workers/runtime-apis/web-crypto). OWASP asks for more against whoever
/// has the hash; against whoever has only the door there are
/// [`PASSWORD_TRIES`](ungated_shared::limit::PASSWORD_TRIES).
const ROUNDS: u32 = 100_000;

/// Before a token's secret.
pub const TOKEN: &str = "ungated";
/// Before a session's.
pub const SESSION: &str = "session";
/// Before a share link's.
pub const SHARE: &str = "share";

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = crypto, js_name = getRandomValues, catch)]
    fn get_random_values(into: &mut [u8]) -> std::result::Result<(), JsValue>;

    #[wasm_bindgen(js_namespace = ["crypto", "subtle"], catch)]
    async fn digest(name: &str, of: &Uint8Array) -> std::result::Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = ["crypto", "subtle"], js_name = importKey, catch)]
    async fn import_key(
        format: &str,
        key: &Uint8Array,
        name: &str,
        extractable: bool,
        usages: &Array,
    ) -> std::result::Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = ["crypto", "subtle"], js_name = importKey, catch)]
    async fn import_key_for(
        format: &str,
        key: &Uint8Array,
        how: &Object,
        extractable: bool,
        usages: &Array,
    ) -> std::result::Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = ["crypto", "subtle"], js_name = sign, catch)]
    async fn sign_with(
        how: &str,
        key: &JsValue,
        message: &Uint8Array,
    ) -> std::result::Result<JsValue, JsValue>;

    // Each character is a byte.
    #[wasm_bindgen(catch)]
    fn btoa(bytes: &str) -> std::result::Result<String, JsValue>;
    #[wasm_bindgen(catch)]
    fn atob(text: &str) -> std::result::Result<String, JsValue>;

    #[wasm_bindgen(js_namespace = ["crypto", "subtle"], js_name = deriveBits, catch)]
    async fn derive_bits(
        how: &Object,
        key: &JsValue,
        bits: u32,
    ) -> std::result::Result<JsValue, JsValue>;
}

/// Random bytes of a key that signs: as many as its hash has (RFC 2104, section 3).
const SIGNING_BYTES: usize = 32;
/// Before a key that signs, as Standard Webhooks has it.
const SIGNING: &str = "whsec_";

/// A new key that signs: `whsec_` and base64.
pub fn signing() -> Result<String> {
    let mut bytes = [0; SIGNING_BYTES];
    fill(&mut bytes)?;
    Ok(format!("{SIGNING}{}", base64(&bytes)?))
}

/// The HMAC-SHA-256 of a message under a key of [`signing`], in base64.
pub async fn sign(key: &str, message: &str) -> Result<String> {
    let key = atob(key.strip_prefix(SIGNING).unwrap_or(key))?;
    let key: Vec<u8> = key.chars().map(|c| c as u8).collect();
    let how = Object::new();
    Reflect::set(&how, &"name".into(), &"HMAC".into())?;
    Reflect::set(&how, &"hash".into(), &"SHA-256".into())?;
    let usages = Array::of1(&"sign".into());
    let key =
        import_key_for("raw", &Uint8Array::from(key.as_slice()), &how, false, &usages).await?;
    let mac = sign_with("HMAC", &key, &Uint8Array::from(message.as_bytes())).await?;
    base64(&Uint8Array::new(mac.unchecked_ref::<ArrayBuffer>()).to_vec())
}

fn base64(bytes: &[u8]) -> Result<String> {
    let each: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    Ok(btoa(&each)?)
}

/// Random bytes from the runtime's `crypto`.
pub fn fill(bytes: &mut [u8]) -> Result<()> {
    get_random_values(bytes).map_err(Error::from)
}

fn random<const N: usize>() -> Result<String> {
    let mut bytes = [0; N];
    fill(&mut bytes)?;
    Ok(hex(&bytes))
}

/// A new secret, with a prefix that says what it is to those who find it.
pub fn draw(prefix: &str) -> Result<String> {
    Ok(format!("{prefix}_{}", random::<SECRET_BYTES>()?))
}

/// Whether a text could be one of our secrets: what cannot is nobody's, and needs no asking.
pub fn is_one(text: &str) -> bool {
    text.split_once('_').is_some_and(|(prefix, digits)| {
        [TOKEN, SESSION, SHARE].contains(&prefix)
            && digits.len() == 2 * SECRET_BYTES
            && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

/// A new id.
pub fn id() -> Result<String> {
    random::<ID_BYTES>()
}

/// A new salt for a password.
pub fn salt() -> Result<String> {
    random::<SALT_BYTES>()
}

/// What is kept of a token: its SHA-256, in hexadecimal.
pub async fn hash(secret: &str) -> Result<String> {
    Ok(read(&digest("SHA-256", &Uint8Array::from(secret.as_bytes())).await?))
}

/// What is kept of a password: 256 bits that are dear to compute, in hexadecimal.
pub async fn stretch(password: &str, salt: &str) -> Result<String> {
    let password = Uint8Array::from(password.as_bytes());
    let usages = Array::of1(&"deriveBits".into());
    let key = import_key("raw", &password, "PBKDF2", false, &usages).await?;
    let how = Object::new();
    Reflect::set(&how, &"name".into(), &"PBKDF2".into())?;
    Reflect::set(&how, &"hash".into(), &"SHA-256".into())?;
    Reflect::set(&how, &"salt".into(), &Uint8Array::from(salt.as_bytes()))?;
    Reflect::set(&how, &"iterations".into(), &ROUNDS.into())?;
    Ok(read(&derive_bits(&how, &key, 256).await?))
}

/// Whether two secrets are the same, in a time that does not tell how much of them is: compares
/// hashes, and those in constant time.
pub fn same(one: &str, other: &str) -> bool {
    blake3::hash(one.as_bytes()) == blake3::hash(other.as_bytes())
}

fn read(buffer: &JsValue) -> String {
    hex(&Uint8Array::new(buffer.unchecked_ref::<ArrayBuffer>()).to_vec())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_told_from_other_texts() {
        let digits = "0123456789abcdef0123456789abcdef01234567";
        for prefix in [TOKEN, SESSION, SHARE] {
            assert!(is_one(&format!("{prefix}_{digits}")));
        }
        for text in ["", "_", "ungated_", "wrong", &digits[1..], digits] {
            assert!(!is_one(text), "{text}");
        }
        assert!(!is_one(&format!("other_{digits}")) && !is_one(&format!("ungated_{digits}0")));
        assert!(!is_one(&format!("ungated_{}é", &digits[2..])));
    }

    #[test]
    fn the_same_is_the_same() {
        assert!(same("a", "a") && !same("a", "b") && !same("a", "") && same("", ""));
    }
}
