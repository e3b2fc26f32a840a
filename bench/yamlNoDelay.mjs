// yaml-language-server as it is, but for the 200 ms that it waits after an edit.
import { SettingsState } from 'yaml-language-server/out/src/yamlSettings.js';

Object.defineProperty(SettingsState.prototype, 'validationDelayMs', { get: () => 0, set: () => {} });
await import('yaml-language-server/out/src/server.js');
