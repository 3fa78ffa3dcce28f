/** An answer of AWS's query protocol, its result inside. */
export function queryAnswer(action: string, result: string): string {
  return element(
    `${action}Response`,
    element(`${action}Result`, result) + element('ResponseMetadata', element('RequestId', '1')),
  );
}

export function queryError(code: string, message: string): string {
  return element('ErrorResponse', element('Error', element('Code', code) + element('Message', message)));
}

export function listOf(name: string, members: readonly string[]): string {
  return element(name, members.map((member) => element('member', member)).join(''));
}

/** `content` is XML already, or a number, or text without marks. */
export function element(name: string, content: string | number): string {
  return `<${name}>${content}</${name}>`;
}
