using Microsoft.Playwright;

namespace BedrockDefense.Page.Tests;

/// <summary>A headless Chromium, started once for all tests.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

    // As root, Chromium runs only without its sandbox. The others stop it from asking its maker's servers for anything.
    private static readonly string[] Arguments =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = PathOfChromium(), Args = Arguments });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    /// <summary>Opens a page of this width. Every request that leaves it is recorded and refused.</summary>
    /// <param name="width">The width in CSS pixels.</param>
    /// <param name="scheme">Dark or light.</param>
    /// <param name="ignoresPolicy">Whether scripts run in spite of the page's own policy.</param>
    internal async Task<OpenPage> OpenAsync(int width, ColorScheme scheme = ColorScheme.Light, bool ignoresPolicy = false)
    {
        var context = await _browser!.NewContextAsync(
            new()
            {
                ViewportSize = new() { Width = width, Height = 900 },
                ColorScheme = scheme,
                BypassCSP = ignoresPolicy,
            }
        );
        var open = new OpenPage(context, await context.NewPageAsync());
        await open.WatchAsync();
        return open;
    }

    private static string PathOfChromium() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .SelectMany(folder => Names.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException(
            "the tests of the page need Chromium, and none is on the PATH; on Debian: sudo apt-get install chromium"
        );
}
