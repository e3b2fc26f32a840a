// What the manifest promises an editor: every command has a home and an implementation, nothing is reachable by mouse alone, one
// welcome at a time, a walkthrough that can be walked to its end.
import { strict as assert } from 'node:assert';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface MenuItem {
  readonly command: string;
  readonly when?: string;
  readonly group?: string;
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly activationEvents: readonly string[];
  readonly contributes: {
    readonly commands: readonly {
      readonly command: string;
      readonly category?: string;
      readonly title: string;
      readonly icon?: string;
      readonly enablement?: string;
    }[];
    readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
    readonly viewsWelcome: readonly { readonly view: string; readonly when: string; readonly contents: string }[];
    readonly walkthroughs: readonly {
      readonly steps: readonly {
        readonly id: string;
        readonly description: string;
        readonly media: { readonly svg: string; readonly altText: string };
        readonly completionEvents: readonly string[];
      }[];
    }[];
  };
};
const { commands, menus, viewsWelcome, walkthroughs } = manifest.contributes;
const sources = readdirSync('client/src', { recursive: true })
  .map(String)
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(join('client/src', name), 'utf8'))
  .join('\n');
const registered = new Set([...sources.matchAll(/registerCommand\(\s*'(shipworthy\.[\w.]+)'/g)].map(([, id]) => id as string));
const known = new Set(commands.map(({ command }) => command));
const commandsIn = (text: string): readonly string[] => [...text.matchAll(/\(command:([\w.]+)/g)].map(([, id]) => id as string);

describe('the manifest', () => {
  it('has an implementation for every command, and a command for every implementation', () => {
    assert.deepEqual([...known].sort(), [...registered].sort());
  });

  it('gives every command a category and a title in the palette', () => {
    assert.deepEqual(
      commands.filter(({ category, title }) => category !== 'Shipworthy' || !/^[A-Z]/.test(title)),
      [],
    );
    const hidden = (menus.commandPalette ?? []).filter(({ when }) => when === 'false');
    assert.deepEqual(hidden, [], 'nothing that is ours is hidden from the palette');
  });

  it('offers nothing in the palette that could do nothing: what needs a folder, a server or a filter says so', () => {
    const without = commands.filter(({ enablement }) => !enablement).map(({ command }) => command.replace('shipworthy.', ''));
    // These make something, explain something or have an empty state of their own, in an empty window too.
    assert.deepEqual(without, ['newArtifact', 'newInitiative', 'explainRule', 'openMap', 'weighTradeoff', 'newFromFile', 'openExample']);
    const keys = new Set(
      [
        ...commands.map(({ enablement }) => enablement ?? ''),
        ...Object.values(menus).flatMap((items) => items.map(({ when }) => when ?? '')),
      ]
        .flatMap((when) => [...when.matchAll(/shipworthy\.(?!readiness)[\w.]+/g)])
        .map(([key]) => key),
    );
    for (const key of keys) assert.ok(sources.includes(`'setContext', '${key}'`), `${key} is set by somebody`);
  });

  it('mirrors every inline action in the context menu', () => {
    const items = menus['view/item/context'] ?? [];
    const inline = items.filter(({ group }) => group?.startsWith('inline'));
    assert.ok(inline.length > 0);
    for (const { command, when } of inline) {
      assert.ok(
        items.some((item) => item.command === command && item.when === when && !item.group?.startsWith('inline')),
        command,
      );
      assert.ok(commands.find((one) => one.command === command)?.icon, `${command} has an icon`);
    }
  });

  it('names only commands that there are', () => {
    const named = [
      ...Object.values(menus).flatMap((items) => items.map(({ command }) => command)),
      ...viewsWelcome.flatMap(({ contents }) => commandsIn(contents)),
      ...walkthroughs.flatMap(({ steps }) => steps.flatMap(({ description }) => commandsIn(description))),
    ].filter((id) => id.startsWith('shipworthy.') && id !== 'shipworthy.readiness.focus');
    assert.deepEqual(
      named.filter((id) => !known.has(id)),
      [],
    );
  });

  it('welcomes with one text at a time', () => {
    assert.deepEqual(
      viewsWelcome.map(({ when }) => when),
      ['workspaceFolderCount == 0', 'workspaceFolderCount != 0'],
    );
  });

  it('has a walkthrough of five steps, each with a picture and an end, that ends in a catch and in the map', () => {
    const [walkthrough, ...others] = walkthroughs;
    assert.deepEqual(others, []);
    assert.deepEqual(
      walkthrough?.steps.map(({ id }) => id),
      ['begin', 'view', 'explain', 'catch', 'map'],
    );
    for (const { id, media, completionEvents, description } of walkthrough?.steps ?? []) {
      assert.ok(existsSync(media.svg) && media.altText.length > 10, id);
      assert.ok(completionEvents.length > 0, id);
      const commandsOfStep = commandsIn(description).map((command) => `onCommand:${command}`);
      assert.ok(
        completionEvents.some((event) => commandsOfStep.includes(event) || event.startsWith('onView:')),
        id,
      );
    }
  });

  it('wakes for a map that was open before a reload', () => {
    assert.ok(manifest.activationEvents.includes('onWebviewPanel:shipworthy.map'));
  });
});
