// "Shipworthy: Restart Server".

import { commands, type Disposable } from 'vscode';

export const registerRestartServer = (restart: () => Promise<void>): Disposable =>
  commands.registerCommand('shipworthy.restartServer', restart);
