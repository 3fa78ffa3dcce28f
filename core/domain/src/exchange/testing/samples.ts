import type { ImportFormat } from '../imported-group.ts';

/** One small file per format, for the tests of what all formats have in common. */
export const SAMPLES: Readonly<Record<ImportFormat, string>> = {
  'splitwise-csv': [
    'Note: does not include group expenses',
    'Date,Description,Category,Cost,Currency,Ana Kos,Ben Lee,Cleo (removed)',
    '2026-07-01,"hotel, late",Hotel,200.00,MKD,33.33,33.33,-66.66',
    '2026-07-02,Ana K. paid Cleo,Payment,9.00,EUR,9.00,0.00,-9.00',
    '2026-07-02,hello," "," ",EUR,0.00,0.00,0.00',
    '',
    '2026-07-03,Total balance, , ,MKD,33.33,33.33,-66.66',
    '2026-07-03,Total balance, , ,EUR,9.00,0.00,-9.00',
  ].join('\n'),
  'spliit-json': JSON.stringify(
    {
      id: 'g',
      name: 'Trip',
      currency: '€',
      currencyCode: 'EUR',
      expenses: [
        {
          id: 'e1',
          expenseDate: '2026-06-01T00:00:00.000Z',
          title: 'Gas',
          category: { grouping: 'Transportation', name: 'Gas/Fuel' },
          amount: 1000,
          originalAmount: 1111,
          originalCurrency: 'USD',
          conversionRate: '0.9',
          paidById: 'p1',
          paidFor: ['p1', 'p2', 'p3'].map((participantId) => ({ participantId, shares: 100 })),
          isReimbursement: false,
          splitMode: 'EVENLY',
          recurrenceRule: 'MONTHLY',
        },
      ],
      participants: ['p1', 'p2', 'p3'].map((id) => ({ id, name: id })),
    },
    undefined,
    1,
  ),
  'spliit-csv': [
    '"Date","Description","Category","Currency","Cost","Original cost","Original currency","Conversion rate","Is Reimbursement","Split mode","John ","Jane"',
    '"2026-03-01","Gas","Fuel","EUR","67.50",,,,"No","Unevenly – By shares",45,-22.5',
    '"2026-03-12","Back","Payment","EUR","22.50",,,,"Yes","Evenly",-22.5,0',
  ].join('\n'),
  'cospend-csv': [
    'name,weight,active,color',
    '"Alice",1,1,"#112233"',
    '"Bob",2.5,0,"#445566"',
    '',
    'what,amount,date,timestamp,payer_name,payer_weight,payer_active,owers,repeat,repeatfreq,repeatallactive,repeatuntil,categoryid,paymentmode,paymentmodeid,comment,deleted',
    '"Dinner",42.5,2024-01-15,1705276800,"Alice",1,1,"Alice,Bob",m,1,0,,7,n,3,"pizza+%26+drinks",0',
    '',
    'categoryname,categoryid,icon,color',
    '"Food",7,"fork","#AA5500"',
    '',
    'currencyname,exchange_rate',
    '"USD",1',
  ].join('\n'),
  'ihatemoney-json': JSON.stringify(
    [
      { date: '2017-01-01', what: 'refund', bill_type: 'Reimbursement', amount: 13.33, currency: 'EUR' },
      { date: '2016-12-31', what: 'cheese', bill_type: 'Expense', amount: 10, currency: 'EUR' },
    ].map((bill, index) => ({
      ...bill,
      payer_name: 'tata',
      payer_weight: 2,
      owers: ['jeanne', 'tata', 'pepe'].slice(0, 1 + 2 * index),
    })),
    undefined,
    1,
  ),
  'ihatemoney-csv': [
    'date,what,bill_type,amount,currency,payer_name,payer_weight,owers',
    '2016-12-31,cheese,Expense,10.0,EUR,zorglub,2.0,"zorglub, jeanne, tata"',
    '2017-01-01,refund,Reimbursement,13.33,EUR,tata,1.0,jeanne',
  ].join('\r\n'),
};
