/** Why the terminal does not open, for whoever is told by telephone. */
export interface Fault {
  readonly message: string;
  readonly version: string;
  readonly at: string;
  /** Folder of the terminal's data, the log among them. */
  readonly dataFolder: string;
}

/** The page that says so, in both languages: which one was set may be what cannot be read. */
export function faultPage({ message, version, at, dataFolder }: Fault): string {
  const lines = [`${version} · ${at}`, message, dataFolder].map((line) => `<li>${escaped(line.slice(0, 300))}</li>`).join('');
  return `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<title>终端没有打开</title>
<link rel="stylesheet" href="fault.css">
<main>
<section>
<h1>终端没有打开</h1>
<p>已经记下的签到和播放记录还在硬盘上，没有动过。</p>
<p class="todo">请按“确认”键（回车键）再试一次。不按也行，每 5 分钟会自己再试。</p>
<p>几次都打不开，请打电话给乡镇管理员，把下面几行念给他听。</p>
</section>
<section lang="en">
<h2>The terminal did not open</h2>
<p>What was recorded is still on the disk, untouched. Press OK (Enter) to try again; it tries again by itself every 5 minutes.</p>
<p>If that does not help, call the township’s staff and read these lines to them.</p>
</section>
<ul>${lines}</ul>
</main>
</html>
`;
}

export const faultStyle = `
html { background: #faf5ec; color: #2a2018; font: 430 3vh/1.4 'Noto Sans CJK SC', 'Noto Sans SC', 'Microsoft YaHei', sans-serif; }
body { margin: 0; }
main { box-sizing: border-box; min-height: 100vh; padding: 5vh 7vw; display: flex; flex-direction: column; gap: 4vh; justify-content: center; }
h1 { margin: 0 0 2vh; font-size: 6vh; line-height: 1.2; color: #8a1a1a; }
h2 { margin: 0 0 1vh; font-size: 3.2vh; line-height: 1.2; }
p { margin: 0 0 1.2vh; max-width: 38em; }
.todo { font-weight: 650; }
section[lang=en] { color: #53463a; font-family: 'Noto Sans', 'DejaVu Sans', sans-serif; font-size: 2.5vh; }
ul { margin: 0; padding: 2vh 2vw; list-style: none; background: #fffdf8; border: 2px solid #dccfba; border-radius: 1.5vh; font: 2.4vh/1.5 monospace; overflow-wrap: anywhere; }
`;

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
