export { icons, type IconDrawing, type IconName } from './icons.ts';
export { letterTile, tileColours, type LetterTile, type TileColour } from './letter-tile.ts';
