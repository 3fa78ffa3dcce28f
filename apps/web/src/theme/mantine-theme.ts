import {
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core';

// Pine: the product's one colour for what can be done. Index 6 carries white text at 4.5:1 and more, index 3 dark text.
const pine: MantineColorsTuple = [
  '#eaf5f0',
  '#d3e9e0',
  '#a9d5c4',
  '#8fd6bb',
  '#57a98f',
  '#2f8a70',
  '#1a6b57',
  '#17594a',
  '#12483c',
  '#0c362d',
];

// What acts wears the tokens' own colours, so that a token changes it everywhere and its words can be read in both schemes.
const colours: VariantColorsResolver = (input) => {
  const resolved = defaultVariantColorsResolver(input);
  const isPlain = input.color === undefined || input.color === 'pine';
  if (input.variant === 'filled' && isPlain)
    return { ...resolved, background: 'var(--act)', hover: 'var(--act-strong)', color: 'var(--on-act)' };
  if (input.variant === 'subtle' && isPlain)
    return { ...resolved, color: 'var(--act)', hover: 'var(--act-soft)', hoverColor: 'var(--act)' };
  return resolved;
};

/** Sizes and shapes of Mantine's controls; everything else of the look is in tokens.css. */
export const theme = createTheme({
  primaryColor: 'pine',
  primaryShade: { light: 7, dark: 3 },
  variantColorResolver: colours,
  colors: { pine },
  fontFamily: 'var(--font-text)',
  headings: { fontFamily: 'var(--font-text)', fontWeight: '650' },
  defaultRadius: 'md',
  radius: { xs: '6px', sm: '8px', md: '12px', lg: '18px', xl: '28px' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'md' } },
    TextInput: { defaultProps: { size: 'md' } },
    PasswordInput: { defaultProps: { size: 'md' } },
    NativeSelect: { defaultProps: { size: 'md' } },
    Textarea: { defaultProps: { size: 'md' } },
    SegmentedControl: { defaultProps: { size: 'md' } },
  },
});
