// Writes ../Pulumi.Aws/Generated from the npm package and manifest.json. With --check it writes nothing and fails where
// the committed files differ from what it would write.

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { generate } from "./lib/generate.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "..", "Pulumi.Aws", "Generated");
const manifest = JSON.parse(readFileSync(join(here, "manifest.json"), "utf8"));
const files = generate(join(here, "node_modules", "@pulumi", "aws"), manifest);

if (process.argv.includes("--check")) {
  const committed = existsSync(target)
    ? readdirSync(target, { recursive: true, withFileTypes: true }).filter(e => e.isFile()).map(e => relative(target, join(e.parentPath, e.name)).split(sep).join("/"))
    : [];
  const different = [...new Set([...committed, ...files.keys()])].sort()
    .filter(path => !committed.includes(path) || readFileSync(join(target, path), "utf8") !== files.get(path));
  for (const path of different)
    console.error(`sdks/Pulumi.Aws/Generated/${path} ${!files.has(path) ? "should not exist" : committed.includes(path) ? "differs" : "is missing"}`);
  if (different.length > 0) {
    console.error("Run `npm run generate` in sdks/generate and commit the result.");
    process.exit(1);
  }
  console.log(`${files.size} files are as generated.`);
} else {
  rmSync(target, { recursive: true, force: true });
  for (const [path, text] of files) {
    mkdirSync(join(target, dirname(path)), { recursive: true });
    writeFileSync(join(target, path), text);
  }
  console.log(`Wrote ${files.size} files.`);
}
