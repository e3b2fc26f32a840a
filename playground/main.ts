// The playground: one page that holds the engine in a worker, a text with its findings, and the map of what is open. Everything that is
// true comes from the language server; the page opens no connection, keeps nothing, and forgets all when it is closed.
import { html, nothing, render, type TemplateResult } from 'lit/html.js';
import type { CodeAction, Diagnostic, TextEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import { isPageMessage, type PageMessage } from '../client/webview/messages.js';
import { plain } from '../server/src/core/syntax/tabStops.js';
import { newArtifact, newKinds } from '../server/src/newFiles.js';
import {
  type MapResult,
  mapFileRequest,
  mapRequest,
  type ProjectionParams,
  type ProjectionResult,
  projectionRequest,
  reportChangedNotification,
  type TemplatesResult,
  templatesRequest,
  type WriteResult,
  writeRequest,
} from '../server/src/protocol.js';
import type { Kind } from '../server/src/recognise.js';
import { contents, type Example } from './contents.js';
import { type Doc, declares, free, guessSyntax, kindOf, nameFor, root, type Syntax, stemOf, syntaxOf, uriOf } from './documents.js';
import { editor } from './editor.js';
import { applied, editsIn, spanOf } from './edits.js';
import { engineIn } from './engine.js';
import { findingsList } from './findings.js';
import { standing } from './standing.js';

const { engine: code, mapPage, examples, titles, rules } = await contents();

let docs: readonly Doc[] = [];
let active = '';
/** By name. */
let findings: ReadonlyMap<string, readonly Diagnostic[]> = new Map();
/** Of the active document, as it was when they were asked for. */
let actions: readonly CodeAction[] = [];
let current = -1;
let shownMap: MapResult | undefined;
let initiative: string | undefined;
let projection: ProjectionParams['name'] | undefined;
let broken: string | undefined;
const versions = new Map<string, number>();
let timer: ReturnType<typeof setTimeout> | undefined;

const engine = engineIn(
  new Worker(URL.createObjectURL(new Blob([code], { type: 'text/javascript' }))),
  (method, params: { readonly uri?: string; readonly diagnostics?: readonly Diagnostic[] }) => {
    if (method === 'textDocument/publishDiagnostics') found(params.uri as string, params.diagnostics ?? []);
    if (method === reportChangedNotification) soon();
  },
  (words) => {
    broken = words;
    draw();
  },
);
const text = editor({
  written,
  moved(offset) {
    const at = here().findIndex(({ range }) => {
      const [start, end] = spanOf(activeDoc().text, range);
      return start <= offset && offset <= end;
    });
    if (at === current) return;
    current = at;
    draw();
    document.querySelector('.finding.current')?.scrollIntoView({ block: 'nearest' });
  },
});
const frame = document.createElement('iframe');
frame.title = 'Responsibility map';
frame.setAttribute('sandbox', 'allow-scripts');
frame.srcdoc = mapPage;

window.addEventListener('message', ({ source, data }: MessageEvent<unknown>) => {
  if (source !== frame.contentWindow) return;
  if (isHeight(data)) frame.style.height = `${Math.min(Math.ceil(data.height), 20_000)}px`;
  else if (isPageMessage(data)) void answer(data);
});
document.addEventListener('keydown', (event) => {
  if (event.key === 'F8') go(current + (event.shiftKey ? -1 : 1));
  else if (event.key === '.' && (event.ctrlKey || event.metaKey))
    document.querySelector<HTMLElement>('.finding.current button.fix')?.focus();
  else return;
  event.preventDefault();
});

await engine.ask('initialize', {
  processId: null,
  rootUri: root,
  workspaceFolders: [{ uri: root, name: 'playground' }],
  capabilities: {
    textDocument: { publishDiagnostics: { relatedInformation: true } },
    workspace: { workspaceEdit: { documentChanges: true } },
  },
});
engine.tell('initialized', {});
open(examples[0] as Example);

// What is open

function open({ documents }: { readonly documents: readonly Doc[] }): void {
  for (const doc of docs) close(doc);
  docs = documents;
  findings = new Map();
  initiative = undefined;
  for (const doc of docs) opened(doc);
  choose((docs.find((doc) => kindOf(doc) === 'prd') ?? docs[0])?.name ?? '');
}

function opened(doc: Doc): void {
  engine.tell('textDocument/didOpen', { textDocument: { uri: uriOf(doc), languageId: syntaxOf(doc), version: next(doc), text: doc.text } });
}

function close(doc: Doc): void {
  engine.tell('textDocument/didClose', { textDocument: { uri: uriOf(doc) } });
  findings = new Map([...findings].filter(([name]) => name !== doc.name));
}

function add(doc: Doc): void {
  const named = { ...doc, name: free(doc.name, docs) };
  docs = [...docs, named];
  opened(named);
  choose(named.name);
}

function remove(doc: Doc): void {
  close(doc);
  const at = docs.indexOf(doc);
  docs = docs.filter((other) => other !== doc);
  if (docs.length === 0) add({ name: nameFor('mine', 'prd', 'markdown'), text: '' });
  else if (doc.name === active) choose((docs[Math.max(0, at - 1)] as Doc).name);
  else draw();
}

/** A document is what its name says, as long as it says nothing itself. */
function rename(doc: Doc, wanted: string): void {
  close(doc);
  const named = {
    ...doc,
    name: free(
      wanted,
      docs.filter((other) => other !== doc),
    ),
  };
  docs = docs.map((other) => (other === doc ? named : other));
  opened(named);
  active = named.name;
  actions = [];
  draw();
  soon();
}

function choose(name: string): void {
  active = name;
  current = -1;
  actions = [];
  const doc = activeDoc();
  text.show(doc.text, doc.name);
  underline();
  draw();
  document.querySelector('.tab[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  soon();
}

function activeDoc(): Doc {
  return docs.find(({ name }) => name === active) ?? { name: '', text: '' };
}

function here(): readonly Diagnostic[] {
  return findings.get(active) ?? [];
}

function next(doc: Doc): number {
  const version = (versions.get(doc.name) ?? 0) + 1;
  versions.set(doc.name, version);
  return version;
}

function put(doc: Doc, changed: string): void {
  const after = { ...doc, text: changed };
  docs = docs.map((other) => (other === doc ? after : other));
  engine.tell('textDocument/didChange', {
    textDocument: { uri: uriOf(after), version: next(after) },
    contentChanges: [{ text: changed }],
  });
}

function written(changed: string): void {
  const doc = activeDoc();
  const pasted = doc.text.trim() === '' && changed.length > 20;
  put(doc, changed);
  const after = activeDoc();
  const syntax = guessSyntax(changed);
  const kind = kindOf(after) ?? 'prd';
  if (pasted && syntax !== syntaxOf(after)) rename(after, nameFor(stemOf(after), kind, syntax));
  draw();
}

// What the engine says

function found(uri: string, items: readonly Diagnostic[]): void {
  const doc = docs.find((one) => uriOf(one) === uri);
  if (!doc) return;
  const sorted = [...items].sort((a, b) => a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character);
  findings = new Map([...findings, [doc.name, sorted]]);
  if (doc.name === active) underline();
  draw();
  if (doc.name === active) void askForFixes();
}

function underline(): void {
  const doc = activeDoc();
  text.mark(here().map(({ range, severity = 1 }, at) => ({ span: spanOf(doc.text, range), severity, at })));
}

async function askForFixes(): Promise<void> {
  const doc = activeDoc();
  const range = { start: { line: 0, character: 0 }, end: { line: doc.text.split('\n').length, character: 0 } };
  const asked = { textDocument: { uri: uriOf(doc) }, range, context: { diagnostics: [], only: ['quickfix', 'source.fixAll'] } };
  const answer = await engine.ask<readonly CodeAction[] | null>('textDocument/codeAction', asked).catch(() => []);
  if (activeDoc() !== doc) return;
  actions = answer ?? [];
  draw();
}

/** The map follows what is written, once for a burst of keystrokes. */
function soon(): void {
  clearTimeout(timer);
  timer = setTimeout(() => void drawMap(), 60);
}

async function drawMap(): Promise<void> {
  const uri = docs.length > 0 ? uriOf(activeDoc()) : undefined;
  const result = await engine.ask<MapResult>(mapRequest, initiative === undefined ? { uri } : { initiative, uri }).catch(() => undefined);
  if (!result) return;
  shownMap = result;
  frame.contentWindow?.postMessage({ type: 'map', result }, '*');
  if (result.map) await project(result.map.key);
  draw();
}

async function project(key: string): Promise<void> {
  if (!projection) return;
  const answer = await engine.ask<ProjectionResult | null>(projectionRequest, { initiative: key, name: projection }).catch(() => null);
  if (answer) frame.contentWindow?.postMessage({ type: 'projection', initiative: key, name: projection, projection: answer }, '*');
}

// What somebody wants

/** What the page of the map asks for. */
async function answer(message: PageMessage): Promise<void> {
  switch (message.type) {
    case 'ready':
      return soon();
    case 'choose':
      initiative = message.initiative;
      return drawMap();
    case 'project':
      projection = message.name;
      return shownMap?.map && project(shownMap.map.key);
    case 'open':
      return openPlace(message);
    case 'write':
      return write(message.write);
    case 'explain':
      return explain(message.rule);
    case 'export':
      return save(message.format);
    case 'new':
      return add({ name: nameFor('mine', 'prd', 'markdown'), text: '' });
  }
}

function openPlace({ uri, range }: Pick<Extract<PageMessage, { type: 'open' }>, 'uri' | 'range'>): void {
  const doc = docs.find((one) => uriOf(one) === uri);
  if (!doc) return;
  if (doc.name !== active) choose(doc.name);
  document.querySelector('.work')?.scrollIntoView({ block: 'start' });
  text.select(range ? spanOf(doc.text, range) : [0, 0]);
}

async function write(wanted: Extract<PageMessage, { type: 'write' }>['write']): Promise<void> {
  const begun = await engine.ask<WriteResult>(writeRequest, wanted).catch(() => null);
  if (!begun) return;
  if ('kind' in begun) return newDocument(begun.kind as Kind, begun.syntax, begun.name);
  const doc = docs.find((one) => uriOf(one) === begun.uri);
  if (!doc) return;
  // Further lines are indented as an editor does it: by the white space that the first one begins with.
  const [start] = spanOf(doc.text, begun.range);
  const lead = /[ \t]*$/.exec(doc.text.slice(doc.text.lastIndexOf('\n', start - 1) + 1, start))?.[0] ?? '';
  const newText = plain(begun.snippet).replace(/\n(?=.)/g, `\n${lead}`);
  openPlace({ uri: begun.uri, range: begun.range });
  text.change(applied(doc.text, [{ range: begun.range, newText }]));
}

/** A template, with what the documents that are open say already. */
async function newDocument(kind: Kind, syntax: Syntax, name: string): Promise<void> {
  const answer = await engine.ask<TemplatesResult>(templatesRequest, { syntax, kind, name, beside: docs });
  const file = newArtifact(kind, name || 'mine', syntax, (each) => answer.templates[each] ?? '', answer.joined);
  if (!file) return;
  add(file);
  document.querySelector('.work')?.scrollIntoView({ block: 'start' });
  text.select([0, 0]);
}

function apply(edit: WorkspaceEdit): void {
  for (const [uri, edits] of editsIn(edit)) {
    const doc = docs.find((one) => uriOf(one) === uri);
    if (!doc) continue;
    const changed = applied(doc.text, edits as readonly TextEdit[]);
    if (doc.name === active) text.change(changed);
    else put(doc, changed);
  }
  draw();
}

function go(at: number): void {
  const items = here();
  if (items.length === 0) return;
  current = (at + items.length) % items.length;
  text.select(spanOf(activeDoc().text, (items[current] as Diagnostic).range));
  draw();
  document.querySelector('.finding.current')?.scrollIntoView({ block: 'nearest' });
}

function explain(rule: string): void {
  const dialog = document.querySelector('dialog') as HTMLDialogElement;
  // Pages of our own rules, made when this page was built.
  (dialog.querySelector('.page') as HTMLElement).innerHTML = rules[rule] ?? '';
  dialog.setAttribute('aria-label', `Rule ${rule}`);
  dialog.showModal();
  dialog.scrollTop = 0;
}

async function save(format: 'svg' | 'html' | 'markdown'): Promise<void> {
  const asked = { format, ...(shownMap?.map ? { initiative: shownMap.map.key } : {}) };
  const file = await engine.ask<string>(mapFileRequest, asked);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(
    new Blob([file], { type: { svg: 'image/svg+xml', html: 'text/html', markdown: 'text/markdown' }[format] }),
  );
  link.download = `readiness.${format === 'markdown' ? 'md' : format}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

async function openFiles({ files }: HTMLInputElement): Promise<void> {
  const read = await Promise.all(
    [...(files ?? [])].slice(0, 50).map(async (file) => ({ name: file.name, text: (await file.text()).replace(/\r\n?/g, '\n') })),
  );
  if (read.length > 0) open({ documents: read });
}

// What is seen

function draw(): void {
  render(page(), document.body);
}

function page(): TemplateResult {
  const map = shownMap?.map;
  return html`<header>
      <div class="brand">
        <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M7.5 8 L11 11.5 L17 4" /><path d="M3 14.5 H21 L18 19 H6.5 Z" /></svg>
        <div>
          <h1>Shipworthy playground</h1>
          <p>Is this AI product ready to ship? The documents say. Nothing you write here leaves this page.</p>
        </div>
      </div>
      <div class="pick">
        <label>Example <select id="example" @change=${(event: Event) => pick(event.target as HTMLSelectElement)}>
          ${[...new Set(examples.map(({ group }) => group))].map(
            (group) =>
              html`<optgroup label=${group}>${examples.map((example, at) => (example.group === group ? html`<option value=${at}>${example.title}</option>` : nothing))}</optgroup>`,
          )}
        </select></label>
        <button type="button" class="quiet" @click=${() => open({ documents: [{ name: nameFor('mine', 'prd', 'markdown'), text: '' }] })}>Paste your own</button>
        <label class="button quiet">Open files<input type="file" multiple accept=".md,.markdown,.yaml,.yml" @change=${(event: Event) => void openFiles(event.target as HTMLInputElement)} /></label>
      </div>
    </header>
    <main>
      ${broken === undefined ? nothing : html`<p class="broken" role="alert">The engine stopped: ${broken}. Load the page again.</p>`}
      <section class="work" aria-label="Document">
        <div class="writing">
          ${tabs()}
          ${bar()}
          ${text.element}
          <p id="keys">F8 next finding · Shift+F8 the one before · Ctrl+. its fixes</p>
        </div>
        <div class="side">
          ${map ? standing(map, (place) => (place.write ? void write(place.write) : place.uri && openPlace({ uri: place.uri, ...(place.range ? { range: place.range } : {}) }))) : nothing}
          ${findingsList(here(), actions, current, { go, apply, explain, open: openPlace })}
        </div>
      </section>
      <section class="map" aria-label="The whole at a glance">${frame}</section>
    </main>
    <dialog @click=${(event: Event) => event.target === event.currentTarget && (event.currentTarget as HTMLDialogElement).close()}>
      <form method="dialog"><button type="submit" class="quiet" autofocus>Close</button></form>
      <div class="page"></div>
    </dialog>`;
}

function tabs(): TemplateResult {
  return html`<nav class="tabs" aria-label="Documents">
    ${docs.map((doc) => {
      const items = findings.get(doc.name) ?? [];
      const worst = Math.min(...items.map(({ severity = 1 }) => severity), 5);
      return html`<button type="button" class="tab" aria-current=${doc.name === active ? 'true' : nothing} @click=${() => choose(doc.name)}>
        ${doc.name}${items.length > 0 ? html` <span class="count s${worst}">${items.length}<span class="hidden"> findings</span></span>` : nothing}
      </button>`;
    })}
    <button type="button" class="tab plus" aria-label="Add a document" @click=${() => add({ name: nameFor('mine', 'prd', 'markdown'), text: '' })}>+</button>
  </nav>`;
}

function bar(): TemplateResult {
  const doc = activeDoc();
  const kind = kindOf(doc);
  const syntax = syntaxOf(doc);
  const name = (wanted: { readonly kind?: Kind; readonly syntax?: Syntax }) =>
    rename(doc, nameFor(stemOf(doc), wanted.kind ?? kind ?? 'prd', wanted.syntax ?? syntax));
  return html`<div class="bar">
    <label>Read as <select id="kind" ?disabled=${declares(doc)} @change=${(event: Event) => name({ kind: (event.target as HTMLSelectElement).value as Kind })}>
      ${kind ? nothing : html`<option value="" selected>nothing we know</option>`}
      ${newKinds.map((each) => html`<option value=${each} .selected=${each === kind}>${titles[each]}</option>`)}
    </select></label>
    <label>in <select id="syntax" @change=${(event: Event) => name({ syntax: (event.target as HTMLSelectElement).value as Syntax })}>
      ${(['markdown', 'yaml'] as const).map((each) => html`<option value=${each} .selected=${each === syntax}>${each === 'yaml' ? 'YAML' : 'Markdown'}</option>`)}
    </select></label>
    <span class="told">${declares(doc) ? 'the text says so' : ''}</span>
    ${docs.length > 1 ? html`<button type="button" class="quiet" @click=${() => remove(doc)}>Close<span class="hidden"> ${doc.name}</span></button>` : nothing}
  </div>`;
}

function pick(select: HTMLSelectElement): void {
  open(examples[Number(select.value)] as Example);
}

function isHeight(data: unknown): data is { readonly height: number } {
  return (
    typeof data === 'object' &&
    data !== null &&
    'type' in data &&
    data.type === 'height' &&
    'height' in data &&
    Number.isFinite(data.height)
  );
}
