// The version that this build carries; the bundler writes it in.
declare const __version__: string;

export const version: string = typeof __version__ === 'string' ? __version__ : '0.0.0';
