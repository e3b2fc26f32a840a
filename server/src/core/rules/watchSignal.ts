// One more technical signal to watch: at the end of the list, or as its first line.
import { type Artifact, dataAt } from '../model/artifact.js';
import type { Fix } from './rule.js';

export const watchSignal = (artifact: Artifact, title: string, signal: string): Fix => ({
  title,
  sort: 'template',
  edits: [
    dataAt(artifact, '/signals/technical') === undefined
      ? { add: '/signals/technical', value: [signal] }
      : { append: '/signals/technical', value: signal },
  ],
});
