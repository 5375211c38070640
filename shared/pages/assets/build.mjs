// Rebuilds front-door.min.css, favicon.ico and the fixtures that our markup is tested against.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { deflateSync } from "node:zlib";
import { compile } from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const frontend = join(here, "node_modules/govuk-frontend/dist/govuk");

// Our colours in place of theirs: same names, tints mixed with white, shades with black.
function palette(colours, names) {
  const channels = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  const mix = (hex, other, share) =>
    "#" +
    channels(hex)
      .map((value) => Math.round(value * (1 - share) + other * share))
      .map((value) => value.toString(16).padStart(2, "0"))
      .join("");
  return names.replace(
    /"([a-z]+)": \(\n([^)]*)\)/g,
    (block, name, variants) =>
      `"${name}": (\n` +
      variants.replace(/"([a-z]+)(?:-(\d+))?": #[0-9a-f]{6}/g, (_, kind, percent) => {
        const share = Number(percent ?? 0) / 100;
        const other = kind === "shade" ? 0 : 255;
        return `"${kind}${percent ? "-" + percent : ""}": ${mix(colours[name], other, share)}`;
      }) +
      ")",
  );
}

function stylesheet() {
  const work = mkdtempSync(join(tmpdir(), "front-door-assets-"));
  try {
    cpSync(frontend, join(work, "govuk"), {
      recursive: true,
      filter: (path) => !/\.(mjs|js|map|json|njk|html|css|woff2?)$/.test(path),
    });
    const file = join(work, "govuk/settings/_colours-palette--internal.scss");
    const colours = JSON.parse(readFileSync(join(here, "palette.json"), "utf8"));
    writeFileSync(file, palette(colours, readFileSync(file, "utf8")));
    const { css } = compile(join(here, "front-door.scss"), {
      style: "compressed",
      loadPaths: [work],
      quietDeps: true,
    });
    const notice =
      "/*! Contains parts of GOV.UK Frontend 6.6.0, Crown copyright, MIT licence: govuk-frontend-LICENSE.txt */\n";
    // The footer's crown, crest and licence mark are government's, and not for us. Nor is the part of a
    // file's field that needs JavaScript.
    const ours = css
      .replace(/^\uFEFF/, "")
      .replace(/[^{}]*(?:__crown|__copyright-logo|__licence-logo|govuk-drop-zone|govuk-file-upload-button)[^{}]*\{[^{}]*\}/g, "")
      .replace(/@media[^{}]*\{\}/g, "");
    writeFileSync(join(here, "front-door.min.css"), notice + ours + "\n");
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

// The icon: an open door in our brand colour, 32 by 32, as a PNG inside an ICO.
function icon() {
  const size = 32;
  const rows = [];
  for (let y = 0; y < size; y++) {
    const row = [0];
    for (let x = 0; x < size; x++) {
      const frame = x >= 5 && x < 27 && y >= 2 && y < 30;
      const opening = x >= 9 && x < 23 && y >= 6 && y < 30;
      // The door's leaf stands open: its upper and lower edges slope.
      const slope = Math.floor((x - 9) / 3);
      const leaf = x >= 9 && x < 18 && y >= 6 + slope && y < 30 - Math.max(0, slope - 1);
      const handle = x >= 14 && x < 17 && y >= 17 && y < 20;
      if (handle && leaf) row.push(27, 90, 107, 255);
      else if (leaf) row.push(255, 203, 71, 255);
      else if (opening) row.push(255, 255, 255, 255);
      else if (frame) row.push(27, 90, 107, 255);
      else row.push(0, 0, 0, 0);
    }
    rows.push(Buffer.from(row));
  }
  const table = Array.from({ length: 256 }, (_, n) => {
    let c = n;
    for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    return c >>> 0;
  });
  const crc = (bytes) => {
    let c = 0xffffffff;
    for (const byte of bytes) c = table[(c ^ byte) & 0xff] ^ (c >>> 8);
    return (c ^ 0xffffffff) >>> 0;
  };
  const chunk = (kind, content) => {
    const body = Buffer.concat([Buffer.from(kind), content]);
    const out = Buffer.alloc(8);
    out.writeUInt32BE(content.length, 0);
    out.writeUInt32BE(crc(body), 4);
    return Buffer.concat([out.subarray(0, 4), body, out.subarray(4)]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head.set([8, 6, 0, 0, 0], 8);
  const png = Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", head),
    chunk("IDAT", deflateSync(Buffer.concat(rows))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
  const ico = Buffer.alloc(22);
  ico.writeUInt16LE(1, 2);
  ico.writeUInt16LE(1, 4);
  ico.set([size, size, 0, 0, 1, 0, 32, 0], 6);
  ico.writeUInt32LE(png.length, 14);
  ico.writeUInt32LE(22, 18);
  writeFileSync(join(here, "favicon.ico"), Buffer.concat([ico, png]));
}

// The package's examples: name and HTML only. tests/markup.rs says which we use.
function fixtures() {
  const parts = [
    "back-link", "button", "checkboxes", "date-input", "details", "error-message", "error-summary",
    "exit-this-page", "fieldset", "file-upload", "generic-header", "hint", "input", "inset-text", "label",
    "notification-banner", "pagination", "panel", "radios", "select", "skip-link", "summary-list",
    "table", "tag", "task-list", "textarea", "warning-text",
  ];
  const kept = {};
  for (const part of parts) {
    const all = JSON.parse(readFileSync(join(frontend, "components", part, "fixtures.json"), "utf8"));
    kept[part] = all.fixtures.map(({ name, options, html }) => ({ name, options, html }));
  }
  // Of an example that we do not use, only its name is kept.
  const notUsed = JSON.parse(readFileSync(join(here, "../tests/fixtures-not-used.json"), "utf8"));
  for (const [part, list] of Object.entries(kept)) {
    kept[part] = list.map((one) => (one.name in (notUsed[part] ?? {}) ? { name: one.name } : one));
  }
  const note = "Examples from GOV.UK Frontend 6.6.0, Crown copyright, MIT licence: ../assets/govuk-frontend-LICENSE.txt";
  writeFileSync(join(here, "../tests/govuk-fixtures.json"), JSON.stringify({ note, parts: kept }, null, 1) + "\n");
}

stylesheet();
icon();
fixtures();
console.log(`front-door.min.css: ${readFileSync(join(here, "front-door.min.css")).length} bytes`);
