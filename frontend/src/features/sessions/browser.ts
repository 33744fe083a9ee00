const BROWSERS: [sign: RegExp, name: string][] = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];

const SYSTEMS: [sign: RegExp, name: string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
];

const named = (known: [RegExp, string][], userAgent: string) => known.find(([sign]) => sign.test(userAgent))?.[1];

/** "Chrome on Linux"; a program that tells no browser is named by its own first word. */
export function browserWords(userAgent: string): string {
  const browser = named(BROWSERS, userAgent) ?? userAgent.split(/[/\s]/)[0];
  const system = named(SYSTEMS, userAgent);
  if (!browser) return 'Unknown browser';
  return system ? `${browser} on ${system}` : browser;
}
