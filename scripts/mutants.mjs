// How many small changes of rules, arithmetic and fixes no test notices. Each change is one sign, one condition or one call; all of them are
// built into one bundle, one at a time is switched on, and the tests of that part run until one fails. What is decided while a module
// loads is not changed: it cannot be switched. `node scripts/mutants.mjs rules 300` tries a sample of 300; the survivors are listed.
import { fork } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { parse } from 'acorn';
import { build, transform } from 'esbuild';
import { root } from './setup.mjs';

const core = join(root, 'server', 'src', 'core');
/** Per scope: what is changed, which tests may notice, and which of them are asked for one file. */
const scopes = {
  rules: {
    files: () => below(join(core, 'rules')).filter((file) => /rules[\\/][a-z-]+[\\/][a-z0-9-]+\.ts$/.test(file)),
    tests: ['unit/rules/examples.test.ts', 'unit/rules/seed.test.ts'],
    grep: (/** @type {string} */ file) => `${basename(file, '.ts')} |seed`,
  },
  math: {
    files: () => below(join(core, 'math')).filter((file) => !file.endsWith('examples.ts')),
    tests: readdirSync(join(root, 'test', 'unit', 'math'))
      .filter((name) => name.endsWith('.test.ts'))
      .map((name) => `unit/math/${name}`),
    grep: () => '',
  },
  fixes: {
    files: () => [join(core, 'syntax', 'write.ts'), join(core, 'rules', 'addTo.ts'), join(core, 'rules', 'replaceNumber.ts')],
    tests: [
      'unit/rules/examples.test.ts',
      'unit/features/codeActions.test.ts',
      'unit/core/templates.test.ts',
      'unit/core/prefill.test.ts',
      'unit/core/tradeoff.test.ts',
    ],
    grep: () => '',
  },
};
/** Milliseconds without a word, after which a change counts as noticed: it made something endless. */
const patience = 60_000;

async function measure(/** @type {string} */ name, /** @type {number} */ most) {
  const scope = scopes[name];
  const start = performance.now();
  const { mutants, folder } = await bundle(name, scope);
  const random = seeded(Number(process.env.SHIPWORTHY_SEED ?? 1));
  const chosen = mutants
    .map((mutant) => ({ mutant, dice: random() }))
    .sort((a, b) => a.dice - b.dice)
    .slice(0, most)
    .map(({ mutant }) => mutant)
    .sort((a, b) => a.id - b.id);
  const todo = chosen.map(({ id, file }) => ({ id, grep: scope.grep(file) }));
  const survivors = await run(todo, folder);
  // What the engine remembers of a text from the change before may hide the next one: whoever survives is tried once more, alone.
  for (const one of todo) if (survivors.has(one.id) && !(await run([one], folder)).has(one.id)) survivors.delete(one.id);
  const killed = chosen.length - survivors.size;
  for (const { id, file, line, was, is } of chosen)
    if (survivors.has(id)) console.log(`  ${relative(root, file)}:${line}  ${was}  →  ${is}`);
  const share = killed / chosen.length;
  console.log(
    `${name}: ${killed} of ${chosen.length} changes are noticed (${mutants.length} there are), ${(share * 100).toFixed(1)} %, ${((performance.now() - start) / 1000).toFixed(0)} s`,
  );
  return share >= 0.8;
}

/** In a process that may be ended: a change can make a test endless. */
function run(todo, folder) {
  const survivors = new Set();
  let next = 0;
  return new Promise((resolve) => {
    const begin = () => {
      if (next >= todo.length) return resolve(survivors);
      const child = fork(new URL(import.meta.url), [], {
        env: { ...process.env, SHIPWORTHY_MUTANTS: JSON.stringify({ folder, todo: todo.slice(next) }) },
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      });
      let timer = setTimeout(() => child.kill('SIGKILL'), patience * 2);
      child.on('message', ({ id, survived }) => {
        clearTimeout(timer);
        timer = setTimeout(() => child.kill('SIGKILL'), patience);
        if (id === undefined) return;
        if (survived) survivors.add(id);
        next++;
      });
      child.on('exit', (code) => {
        clearTimeout(timer);
        // Ended in the middle of one: that one is noticed.
        if (code !== 0) next++;
        begin();
      });
    };
    begin();
  });
}

async function work({ folder, todo }) {
  const { default: Mocha } = await import('mocha');
  process.chdir(root);
  globalThis.__mutant = 0;
  const mocha = new Mocha({ ui: 'bdd', timeout: 20_000, reporter: class {} });
  for (const name of readdirSync(folder, { recursive: true }))
    if (String(name).endsWith('.test.mjs')) mocha.addFile(join(folder, String(name)));
  await mocha.loadFilesAsync();
  mocha.cleanReferencesAfterRun(false);
  process.send({});
  for (const { id, grep } of todo) {
    globalThis.__mutant = id;
    mocha.grep(new RegExp(grep));
    const failures = await new Promise((resolve) => mocha.run(resolve));
    globalThis.__mutant = 0;
    await new Promise((resolve) => process.send({ id, survived: failures === 0 }, resolve));
  }
  process.exit(0);
}

async function bundle(name, scope) {
  const mutants = [];
  const targets = new Set(scope.files());
  const folder = join(root, 'out', 'mutants', name);
  mkdirSync(folder, { recursive: true });
  await build({
    absWorkingDir: root,
    entryPoints: scope.tests.map((test) => join(root, 'test', test)),
    outbase: join(root, 'test'),
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    logLevel: 'warning',
    define: { __version__: '"0"' },
    plugins: [
      {
        name: 'changes',
        setup: (builder) =>
          void builder.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
            if (!targets.has(path)) return undefined;
            const { code } = await transform(readFileSync(path, 'utf8'), { loader: 'ts', target: 'es2022' });
            return { contents: changed(code, path, mutants), loader: 'js' };
          }),
      },
    ],
  });
  writeFileSync(join(folder, 'mutants.json'), JSON.stringify(mutants, null, 1));
  return { mutants, folder };
}

const swapped = {
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '===': '!==',
  '!==': '===',
  '+': '-',
  '-': '+',
  '*': '/',
  '/': '*',
  '&&': '||',
  '||': '&&',
  '??': '&&',
};
const methods = { some: 'every', every: 'some', min: 'max', max: 'min', ceil: 'floor', floor: 'ceil' };

/** The code with every change in it, each behind its own switch. */
function changed(/** @type {string} */ code, /** @type {string} */ file, mutants) {
  const tree = parse(code, { ecmaVersion: 'latest', sourceType: 'module' });
  const text = (node) => code.slice(node.start, node.end);
  const lineOf = (node) => code.slice(0, node.start).split('\n').length;
  /** Other ways to write a node, from the text of its parts. */
  const others = (node) => {
    if (node.type === 'BinaryExpression' || node.type === 'LogicalExpression') {
      const other = swapped[node.operator];
      const words = [node.left, node.right].some(
        (side) => side.type === 'TemplateLiteral' || (side.type === 'Literal' && typeof side.value === 'string'),
      );
      return other && !(node.operator === '+' && words) ? [`(${text(node.left)}) ${other} (${text(node.right)})`] : [];
    }
    if (node.type === 'UnaryExpression' && node.operator === '!') return [`!!(${text(node.argument)})`];
    if (node.type === 'ConditionalExpression') return [text(node.consequent), text(node.alternate)];
    if (node.type === 'Literal' && typeof node.value === 'number') return [String(node.value + 1)];
    if (node.type === 'Literal' && typeof node.value === 'boolean') return [String(!node.value)];
    if (node.type === 'CallExpression' && node.callee.type === 'MemberExpression' && !node.callee.computed) {
      const { object, property, optional } = node.callee;
      if (property.name === 'filter' && !optional) return [text(object)];
      const other = Object.hasOwn(methods, property.name) ? methods[property.name] : undefined;
      if (other) return [`${text(object)}${optional ? '?.' : '.'}${other}(${node.arguments.map(text).join(', ')})`];
    }
    return [];
  };
  const render = (node, inside, fixed = false) => {
    const deeper = inside || /Function/.test(node.type);
    let out = '';
    let at = node.start;
    for (const [child, stays] of childrenOf(node)) {
      // `{ name }` is two nodes in one place.
      if (child.start < at) continue;
      out += code.slice(at, child.start) + render(child, deeper, stays);
      at = child.end;
    }
    out += code.slice(at, node.end);
    if (!inside || fixed) return out;
    // Without its condition, and only then.
    const replacements = others(node);
    for (const is of replacements) {
      const id = mutants.length + 1;
      mutants.push({
        id,
        file,
        line: lineOf(node),
        was: text(node).replace(/\s+/g, ' ').slice(0, 90),
        is: is.replace(/\s+/g, ' ').slice(0, 90),
      });
      out = `(globalThis.__mutant === ${id} ? (${is}) : (${out}))`;
    }
    return out;
  };
  return render(tree, false);
}

/** In the order of the text; the second says that a node is a name, a pattern or a key and no value. */
function childrenOf(node) {
  const found = [];
  for (const [key, value] of Object.entries(node)) {
    if (key === 'type' || key === 'start' || key === 'end') continue;
    for (const child of Array.isArray(value) ? value : [value]) {
      if (!child || typeof child.type !== 'string') continue;
      const names =
        (key === 'key' && !node.computed) ||
        key === 'params' ||
        key === 'id' ||
        key === 'quasi' ||
        (key === 'property' && !node.computed) ||
        node.type === 'AssignmentPattern' ||
        /Pattern$/.test(node.type) ||
        key === 'source';
      // What is called keeps its object, and `?.` chains are one piece.
      const stays =
        names ||
        node.type === 'ChainExpression' ||
        (key === 'callee' && child.type === 'MemberExpression') ||
        (key === 'object' && child.type === 'Super') ||
        (node.type === 'Property' && node.shorthand);
      if (node.type === 'Property' && node.shorthand && key === 'value') continue;
      found.push([child, stays]);
    }
  }
  return found.sort(([a], [b]) => a.start - b.start);
}

const below = (folder) =>
  readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((file) => file.endsWith('.ts'));

function seeded(seed) {
  let state = seed >>> 0 || 1;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

if (process.env.SHIPWORTHY_MUTANTS) await work(JSON.parse(process.env.SHIPWORTHY_MUTANTS));
else {
  const [only, sample] = process.argv.slice(2);
  let below80 = false;
  for (const name of only ? [only] : Object.keys(scopes))
    below80 = !(await measure(name, sample ? Number(sample) : Number.POSITIVE_INFINITY)) || below80;
  process.exit(below80 ? 1 : 0);
}
