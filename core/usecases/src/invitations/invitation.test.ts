import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { describe, it } from 'node:test';
import { invitationIn, invitationToken } from './invitation.ts';

const signer = (secret: string) => (text: string) => createHmac('sha256', secret).update(text).digest('base64url');
const [previous, current, next] = [signer('previous'), signer('current'), signer('next')];
const tokenBy = (sign: (text: string) => string) => invitationToken({ sign }, 'flat', 'first');

describe('an invitation while the secret that signs it changes', () => {
  it('is good under the secret before, this one and the one to come, whichever process made it', () => {
    for (const sign of [previous, current, next]) {
      const { groupId, invitationId } = invitationIn(
        { sign: current, signedElsewhere: [previous, next] },
        tokenBy(sign),
      );
      assert.deepEqual([groupId, invitationId], ['flat', 'first']);
    }
  });

  it('is nobody’s under any other', () => {
    const refused = { code: 'not_found' };
    assert.throws(() => invitationIn({ sign: current, signedElsewhere: [next] }, tokenBy(previous)), refused);
    assert.throws(() => invitationIn({ sign: current }, tokenBy(next)), refused);
  });
});
