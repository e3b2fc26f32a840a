// "Shipworthy: Show Log".

import { commands, type Disposable, type LogOutputChannel } from 'vscode';

export const registerShowLog = (log: LogOutputChannel): Disposable => commands.registerCommand('shipworthy.showLog', () => log.show(true));
