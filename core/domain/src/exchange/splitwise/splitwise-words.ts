/** Column titles of Splitwise exports, by column, in the languages it writes them. Compared without case. */
const COLUMN_TITLES: readonly (readonly string[])[] = [
  ['Date', 'Datum', 'Fecha', 'Data', 'Tanggal', '日付', 'วันที่', 'Dato', 'Päivämäärä', 'Tarih', 'Дата'],
  [
    'Description',
    'Beschreibung',
    'Descripción',
    'Descrizione',
    'Descrição',
    'Omschrijving',
    'Opis',
    'Beskrivning',
  ].concat([
    'Beskrivelse',
    'Keterangan',
    'Deskripsi',
    '概要',
    '説明',
    'คำอธิบาย',
    'Kuvaus',
    'Açıklama',
    'Описание',
    'Popis',
  ]),
  [
    'Category',
    'Kategorie',
    'Categoría',
    'Catégorie',
    'Categoria',
    'Categorie',
    'Kategoria',
    'Kategori',
    'カテゴリ',
  ].concat(['カテゴリー', 'หมวดหมู่', 'Luokka', 'Категория']),
  [
    'Cost',
    'Kosten',
    'Coste',
    'Costo',
    'Coût',
    'Custo',
    'Koszt',
    'Kostnad',
    'Biaya',
    '費用',
    'ราคา',
    'Omkostning',
  ].concat(['Hinta', 'Maliyet', 'Стоимость', 'Náklady', 'Omkostninger']),
  [
    'Currency',
    'Währung',
    'Moneda',
    'Devise',
    'Valuta',
    'Moeda',
    'Waluta',
    'Mata uang',
    '通貨',
    'สกุลเงิน',
    'Valuutta',
  ].concat(['Para birimi', 'Валюта', 'Měna']),
];

const TOTAL_BALANCE = ['Total balance', 'Gesamtbilanz', 'Gesamtsaldo', 'Saldo total', 'Solde total', 'Bilancio totale']
  .concat(['Saldo totale', 'Totaal saldo', 'Totale saldo', 'Całkowite saldo', 'Saldo całkowite', 'Totalsumma'])
  .concat(['Total saldo', 'Saldo totalt', '合計残高', 'ยอดคงเหลือรวม', 'Balance total', 'Общий баланс']);

const PAYMENT = [
  'Payment',
  'Zahlung',
  'Pago',
  'Paiement',
  'Pagamento',
  'Betaling',
  'Płatność',
  'Betalning',
  'Pembayaran',
].concat(['支払い', '支払', 'การชำระเงิน', 'การจ่ายเงิน', 'Maksu', 'Ödeme', 'Платеж', 'Платёж', 'Platba', 'Settle-up']);

const PAID = [
  'paid',
  'zahlte',
  'bezahlte',
  'pagó',
  'a payé',
  'ha pagato',
  'pagou',
  'betaalde',
  'zapłacił',
  'zapłaciła',
].concat(['betalade', 'membayar', 'betalte', 'maksoi', 'ödedi']);

const titlesByColumn = COLUMN_TITLES.map((titles) => new Set(titles.map(fold)));
const totalBalance = new Set(TOTAL_BALANCE.map(fold));
const payment = new Set(PAYMENT.map(fold));
const paidTitle = new RegExp(`^(\\S+)(?: .*)? (?:${PAID.join('|')}) (\\S+)`, 'iu');

/** How many columns stand before the members. */
export const SPLITWISE_FIXED_COLUMNS = COLUMN_TITLES.length;

export function isSplitwiseHeader(cells: readonly string[]): boolean {
  return titlesByColumn.every((titles, index) => titles.has(fold(cells[index] ?? '')));
}

export function isTotalBalanceLabel(title: string): boolean {
  return totalBalance.has(fold(title));
}

export function isPaymentCategory(category: string): boolean {
  return payment.has(fold(category));
}

/** 'Ana K. paid Ben L.' as Splitwise titles a payment: the first names of both, folded. */
export function namesInPaymentTitle(title: string): { readonly payer: string; readonly receiver: string } | undefined {
  const match = paidTitle.exec(title.trim());
  if (match?.[1] === undefined || match[2] === undefined) return undefined;
  return { payer: fold(match[1]), receiver: fold(match[2]) };
}

export function fold(text: string): string {
  return text.trim().normalize('NFC').toLowerCase();
}
