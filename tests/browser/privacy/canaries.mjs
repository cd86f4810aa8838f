// Canaries: words that are nowhere else, one for each thing that must not leave the page, and the
// search for them in what left it, in every form that code might give them on the way.
import { createHash, randomInt } from "node:crypto";
import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from "node:zlib";

/** What carries a canary on the page that is read: all that is the reader's, or the text's. */
const PLACES = `typed_text typed_mail typed_search typed_number_name password textarea editable editable_typed option_value
  option_label checkbox_value hidden_input field_name field_id field_label placeholder aria_label file_name file_text
  cookie cookie_kept_from_scripts local_storage session_storage database cache window_name history_state clipboard
  hash query_value click_id campaign_term referrer_path referrer_query article_text heading caption alt comment
  description keywords article_body data_attribute class_name frame_text frame_address download_target outbound_target mail_target
  mail_subject call_target named_text selection composed script_text`.split(/\s+/);

const LETTERS = "bcdfghjkmnpqrstvwxz"; // no vowels: no word of anybody's

/** A canary: letters of a kind that survive every form, and an end that upper case changes. */
const canary = () => "zq" + Array.from({ length: 14 }, () => LETTERS[randomInt(LETTERS.length)]).join("");

/** New canaries, by place. */
export const hatch = () => Object.fromEntries(PLACES.map((place) => [place, canary()]));

const bytes = (text, encoding = "utf8") => Buffer.from(text, encoding);
const hash = (name) => (word) => createHash(name).update(word).digest("hex");
const percent = (word) => [...bytes(word)].map((byte) => "%" + byte.toString(16)).join("");
const escape = (word) => [...word].map((one) => "\\u" + one.charCodeAt(0).toString(16).padStart(4, "0")).join("");
const bigEndian = (word) => bytes(word, "utf16le").swap16().toString("latin1");

/** A word as it looks inside a longer text in base64: cut free of its neighbours, at each of three offsets. */
function inside(word, encoding) {
  return [0, 1, 2].map((offset) => {
    const coded = bytes("\0".repeat(offset) + word).toString(encoding).replace(/=+$/, "");
    const isWhole = (offset + word.length) % 3 === 0;
    return coded.slice(Math.ceil((offset * 8) / 6), isWhole ? undefined : -1);
  });
}

/** Each form: from the word to what is looked for, in any of its spellings, byte by byte. */
export const FORMS = {
  "as it is": (word) => [word],
  "upper case": (word) => [word.toUpperCase()],
  reversed: (word) => [[...word].reverse().join("")],
  "URL-encoded": (word) => [percent(word)],
  "URL-encoded twice": (word) => [percent(word).replaceAll("%", "%25")],
  "escaped as in JSON": (word) => [escape(word)],
  base64: (word) => inside(word, "base64"),
  base64url: (word) => inside(word, "base64url"),
  "base64 twice": (word) => [bytes(bytes(word).toString("base64")).toString("base64").replace(/.{2}=*$/, "")],
  hex: (word) => [bytes(word).toString("hex")],
  "hex in upper case": (word) => [bytes(word).toString("hex").toUpperCase()],
  "UTF-16, little end first": (word) => [bytes(word, "utf16le").toString("latin1")],
  "UTF-16, big end first": (word) => [bigEndian(word)],
  "ROT13": (word) => [word.replace(/[a-z]/g, (one) => String.fromCharCode(((one.charCodeAt(0) - 84) % 26) + 97))],
  "letters' numbers": (word) => [[...bytes(word)].join(",")],
  md5: (word) => [hash("md5")(word)],
  "sha1": (word) => [hash("sha1")(word)],
  "sha256": (word) => [hash("sha256")(word)],
  "sha256 in base64": (word) => [createHash("sha256").update(word).digest("base64").replace(/=+$/, "")],
};

const UNPACK = [gunzipSync, inflateSync, inflateRawSync, brotliDecompressSync];

/** What packed bytes hold; nothing if they are not packed. */
function unpacked(packed) {
  return UNPACK.flatMap((unpack) => {
    try {
      return [unpack(packed).toString("latin1")];
    } catch {
      return []; // not packed in this way
    }
  });
}

/**
 * Every canary in these bytes, as "place, form".
 * @param {Buffer} left what left the browser
 */
export function search(left, canaries) {
  const texts = [left.toString("latin1"), ...unpacked(left)];
  const found = [];
  for (const [place, word] of Object.entries(canaries))
    for (const [form, spell] of Object.entries(FORMS))
      if (spell(word).some((spelling) => texts.some((text) => text.includes(spelling)))) found.push(`${place}, ${form}`);
  return found;
}
