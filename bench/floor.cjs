// The floor of a command line: walk, read, parse, validate, and not a word about any of it.
// `floor.cjs parse FILE`: milliseconds that parsing one file takes in a fresh process; `floor.cjs check FOLDER`: the whole walk.
const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const MarkdownIt = require('markdown-it');
const { parseDocument } = require('yaml');
const validators = require('../out/bench/validators.cjs');

const markdown = new MarkdownIt();

function parse(file) {
  const text = readFileSync(file, 'utf8');
  if (file.endsWith('.md')) return markdown.parse(text, {}).length;
  const document = parseDocument(text, { uniqueKeys: false });
  const data = document.toJS();
  const validate = validators[String(data?.kind).replaceAll('-', '_')];
  return validate ? validate(data) : undefined;
}

function walk(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) walk(path);
    else if (/\.(?:ya?ml|md)$/.test(entry.name)) parse(path);
  }
}

const [what, path] = process.argv.slice(2);
const begun = performance.now();
if (what === 'parse') {
  parse(path);
  process.stdout.write(String(performance.now() - begun));
} else walk(path);
