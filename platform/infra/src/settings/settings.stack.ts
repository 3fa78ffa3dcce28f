import { join } from 'node:path';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import { CfnPermission } from 'aws-cdk-lib/aws-lambda';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';
import type { Environment } from '../environments.ts';
import { EstateStack } from '../estate-stack.ts';
import { smallFunction } from '../functions/small-function.ts';
import { nameOf, parameterName } from '../names.ts';
import type { NetworkStack } from '../network/network.stack.ts';
import { acknowledge } from '../security/acknowledge.ts';
import { type KeysStack, useOf } from '../security/keys.stack.ts';
import { allow, allowAnyOf } from '../security/role.ts';
import { featureFlags } from './feature-flags.ts';

const SIGNING_SECRET_LENGTH = 64;
/** Letters and digits that base64url reads as the 32 bytes of a P-256 key. */
const PUSH_KEY_LENGTH = 43;
const ROTATION_DAYS = 90;

export interface SettingsNeeds {
  readonly keys: KeysStack;
  readonly network: NetworkStack;
}

/** What the product is told: parameters that anybody may read, secrets that only their readers may. */
export class SettingsStack extends EstateStack {
  /** By the name the setting has in the environment of the process. */
  readonly parameters: Readonly<Record<string, ssm.StringParameter>>;
  /** `{ key }` of sessions and second factors. */
  readonly sessions: secretsmanager.Secret;
  /** `{ previous, current, next }` of links: what one process signs all take, whichever of these it started with. */
  readonly signing: secretsmanager.Secret;
  /** `{ url }` of the mail server. */
  readonly mail: secretsmanager.Secret;
  /** `{ apiKey, webhookSecret }` of the gateway's account: a test account everywhere but in production. */
  readonly payments: secretsmanager.Secret;

  /** `{ privateKey }` of pushes: 32 bytes, base64url. Browsers are bound to it: a new one ends every subscription. */
  readonly pushes: secretsmanager.Secret;

  constructor(scope: Construct, id: string, settings: Environment, needs: SettingsNeeds) {
    super(scope, id, settings, { description: 'Parameters, secrets and feature flags' });
    const key = kms.Key.fromKeyArn(this, 'Key', needs.keys.data.keyArn);
    this.parameters = this.parametersFor({
      PUBLIC_URL: `https://${settings.domain}`,
      MAIL_FROM: `Shared Payments <no-reply@${settings.domain}>`,
      LOG_LEVEL: settings.features === 'all' ? 'debug' : 'info',
      RATE_LIMIT_SCALE: '1',
      GATEWAY: 'stripe',
    });
    this.sessions = this.secret('Sessions', key, {}, 'key');
    this.signing = this.secret('Signing', key, { previous: '', next: '' }, 'current');
    this.mail = this.secret('Mail', key, { url: `smtps://email-smtp.${this.region}.amazonaws.com:465` }, 'unused');
    this.payments = this.secret('Gateway', key, { apiKey: '', webhookSecret: '' }, 'unused');
    this.pushes = this.secret('Pushes', key, {}, 'privateKey', PUSH_KEY_LENGTH);
    this.changedByHand(this.pushes, 'Every browser that subscribed is bound to it: a new one would silence them all.');
    this.changedByHand(
      this.sessions,
      'Second factors are encrypted with it: a new one would lock out everybody who has one, and sign out all others.',
    );
    this.changedByHand(
      this.mail,
      'Comes from the key of the mail server, which only a person can replace: docs/aws.md.',
    );
    this.changedByHand(this.payments, 'Is rolled at the gateway by a person, who writes it here: docs/aws.md.');
    this.rotate(needs);
    featureFlags(this, key);
  }

  /** Settings that are secrets: the name each has in the process, and the key in its secret that holds it. */
  secretSettings(): readonly (readonly [name: string, secret: secretsmanager.ISecret, key: string])[] {
    return [
      ['AUTH_SECRET', this.sessions, 'key'],
      ['SIGNING_SECRET', this.signing, 'current'],
      ['SIGNING_SECRET_PREVIOUS', this.signing, 'previous'],
      ['SIGNING_SECRET_NEXT', this.signing, 'next'],
      ['SMTP_URL', this.mail, 'url'],
      ['STRIPE_API_KEY', this.payments, 'apiKey'],
      ['STRIPE_WEBHOOK_SECRET', this.payments, 'webhookSecret'],
      ['VAPID_PRIVATE_KEY', this.pushes, 'privateKey'],
    ];
  }

  secretArns(): string[] {
    return [this.sessions, this.signing, this.mail, this.payments, this.pushes].map(({ secretArn }) => secretArn);
  }

  private changedByHand(secret: secretsmanager.Secret, because: string): void {
    acknowledge(secret, {
      'AwsSolutions-SMG4': because,
      'NIST.800.53.R5-SecretsManagerRotationEnabled': because,
    });
  }

  private rotate({ keys, network }: SettingsNeeds): void {
    const rotation = smallFunction(this, 'RotateSigning', {
      name: 'rotate-signing',
      description: 'Makes a new signing secret, keeps the last one valid',
      folder: join(import.meta.dirname, 'rotate-secret'),
      environment: {},
      may: [
        allow(
          [
            'secretsmanager:DescribeSecret',
            'secretsmanager:GetSecretValue',
            'secretsmanager:PutSecretValue',
            'secretsmanager:UpdateSecretVersionStage',
          ],
          [this.signing.secretArn],
        ),
        allowAnyOf('*', 'Random text is not a resource.', ['secretsmanager:GetRandomPassword']),
        useOf(keys.data, 'secretsmanager'),
      ],
      key: keys.operations,
      network: { vpc: network.vpc, group: network.groups.rotation },
      timeoutSeconds: 30,
    });
    this.signing.addRotationSchedule('Rotation', {
      rotationLambda: rotation,
      automaticallyAfter: Duration.days(ROTATION_DAYS),
      rotateImmediatelyOnUpdate: false,
    });
    // Only this account's Secrets Manager may ask for a rotation; the construct leaves that open.
    for (const it of rotation.node.findAll()) if (it instanceof CfnPermission) it.sourceAccount = this.account;
  }

  private parametersFor(values: Readonly<Record<string, string>>): Readonly<Record<string, ssm.StringParameter>> {
    const made = Object.entries(values).map(([name, stringValue]) => [
      name,
      new ssm.StringParameter(this, name, {
        parameterName: parameterName(this.settings, name),
        stringValue,
        description: `${name} of the API and the jobs`,
      }),
    ]);
    return Object.fromEntries(made);
  }

  private secret(
    id: string,
    key: kms.IKey,
    template: object,
    generated: string,
    passwordLength = SIGNING_SECRET_LENGTH,
  ): secretsmanager.Secret {
    return new secretsmanager.Secret(this, id, {
      secretName: nameOf(this.settings, id.toLowerCase()),
      encryptionKey: key,
      generateSecretString: {
        secretStringTemplate: JSON.stringify(template),
        generateStringKey: generated,
        passwordLength,
        excludePunctuation: true,
      },
      removalPolicy: this.settings.isProtected ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
  }
}
