declare global {
  interface Window {
    VIDEOJS_NO_DYNAMIC_STYLE?: boolean;
  }
}

// Read while video.js loads, so this file is imported before it: the content security policy allows no <style> elements.
window.VIDEOJS_NO_DYNAMIC_STYLE = true;

export {};
