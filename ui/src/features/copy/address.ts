/** Takes apart what a person pastes as an address. Pure. */

/** An address and the password that was in it. */
export interface Parted {
  address: string;
  /** `null`: there was none. */
  password: string | null;
}

/** `password=...` among `name=value`, quoted or not. */
const SAID = /(^|\s)password\s*=\s*(?:'((?:[^'\\]|\\.)*)'|((?:[^\s'\\]|\\.)(?:[^\s\\]|\\.)*))(?=\s|$)/su;

/** Takes the password out of an address. What cannot be read as one stays as it is: the check says what is wrong. */
export function part(text: string): Parted {
  if (!text.includes('://')) return partWords(text.trim());
  const found = /^(postgres(?:ql)?:\/\/)([^/?#]*)@(.*)$/su.exec(text.trim());
  if (!found) return { address: text.trim(), password: null };
  const [, scheme = '', login = '', rest = ''] = found;
  const colon = login.indexOf(':');
  if (colon < 0) return { address: text.trim(), password: null };
  let password: string;
  try {
    password = decodeURIComponent(login.slice(colon + 1));
  } catch {
    return { address: text.trim(), password: null };
  }
  return { address: `${scheme}${login.slice(0, colon)}@${rest}`, password };
}

function partWords(address: string): Parted {
  const found = SAID.exec(address);
  if (!found) return { address, password: null };
  const [whole, before = '', quoted, bare] = found;
  const rest = address.slice(0, found.index) + before + address.slice(found.index + whole.length);
  return {
    address: rest.trim(),
    password: (quoted ?? bare ?? '').replace(/\\(.)/gsu, '$1'),
  };
}
