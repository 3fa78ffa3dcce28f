import type { Language } from '@shared-payments/domain';
import type { SayingKey } from '@shared-payments/usecases';
import ar from './messages/ar.json' with { type: 'json' };
import de from './messages/de.json' with { type: 'json' };
import en from './messages/en.json' with { type: 'json' };
import es from './messages/es.json' with { type: 'json' };
import fr from './messages/fr.json' with { type: 'json' };
import ja from './messages/ja.json' with { type: 'json' };
import pl from './messages/pl.json' with { type: 'json' };
import ptBr from './messages/pt-BR.json' with { type: 'json' };

/** ICU messages. A new language is a file and a line here; the compiler names the keys it lacks. */
export const MESSAGES: Readonly<Record<Language, Readonly<Record<SayingKey, string>>>> = {
  en,
  de,
  fr,
  es,
  pl,
  'pt-BR': ptBr,
  ja,
  ar,
};
