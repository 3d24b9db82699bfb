/** Validators of other makers, asked when they are installed (Debian: dicom3tools, dcmtk, pixelmed-apps). */
import { spawnSync } from 'node:child_process';

const installed = (program: string): boolean => spawnSync('which', [program]).status === 0;
const missing = ['dciodvfy', 'dcmpschk', 'dsrdump', 'DicomSRValidator'].filter((program) => !installed(program));
/** Why the validators cannot be asked on this machine; undefined when they can. */
export const noValidators: string | undefined = missing.length > 0 ? `not installed: ${missing.join(', ')}` : undefined;

const XPATH_LIMITS = ['xpathExprGrpLimit', 'xpathExprOpLimit', 'xpathTotalOpLimit'].map((limit) => `-Djdk.xml.${limit}=0`).join(' ');

function output(program: string, ...args: readonly string[]): string {
  const { stdout, stderr } = spawnSync(program, args, {
    encoding: 'utf8',
    env: { ...process.env, JAVA_TOOL_OPTIONS: XPATH_LIMITS },
    timeout: 120_000,
  });
  return `${stdout}${stderr}`;
}

const linesWith = (text: string, pattern: RegExp): string[] => text.split('\n').filter((line) => pattern.test(line));

export const dciodvfyErrors = (file: string): string[] => linesWith(output('dciodvfy', '-new', file), /^Error/);
export const dcmpschkErrors = (file: string): string[] => linesWith(output('dcmpschk', file), /^(E|F):|error|fail/i);
export const srValidatorErrors = (file: string): string[] => linesWith(output('DicomSRValidator', file), /^Error|exception/i);
export const dsrdump = (file: string): string => output('dsrdump', '+U8', file);
