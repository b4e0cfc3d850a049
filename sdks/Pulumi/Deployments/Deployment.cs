using System.Collections.Immutable;
using Pulumi.Testing;

namespace Pulumi;

/// <summary>A run of a program. This SDK has only test runs under mocks; a real deployment needs the real package.</summary>
public sealed partial class Deployment
{
    private static readonly AsyncLocal<DeploymentInstance?> Ambient = new();

    private readonly MockMonitor _monitor;
    private readonly TaskTracker _tasks = new();
    private readonly TestOptions _options;
    private Stack? _stack;

    private Deployment(IMocks mocks, TestOptions? options)
    {
        _options = options ?? new();
        _monitor = new(mocks, this);
    }

    /// <summary>The running deployment. Outside a deployment it throws <see cref="InvalidOperationException"/>.</summary>
    public static DeploymentInstance Instance =>
        Ambient.Value
        ?? throw new InvalidOperationException(
            "No deployment is running: resources, Log and Config work only inside the program given to "
                + "Deployment.RunAsync or Deployment.TestAsync."
        );

    internal static Deployment? Current => Ambient.Value?.Internal;

    internal string OrganizationName => _options.OrganizationName ?? "organization";

    internal string ProjectName => _options.ProjectName ?? "project";

    internal string StackName => _options.StackName ?? "stack";

    internal string RootDirectory =>
        _options.RootDirectory
        ?? throw new InvalidOperationException("This test run has no root directory: set TestOptions.RootDirectory.");

    internal bool IsDryRun => _options.IsPreview ?? true;

    internal ImmutableDictionary<string, string> Configuration { get; } = ConfigVariable.Read();

    internal ErrorLog Errors { get; } = new();

    internal Stack Stack
    {
        get => _stack ?? throw new InvalidOperationException("A program creates its stack before any other resource.");
        set => _stack = value;
    }

    /// <summary>Makes the deployment wait for the task, and fail when the task fails.</summary>
    internal void Track(Task task) => _tasks.Add(task);

    /// <summary>Refuses engine versions outside the range. Mocks accept any version.</summary>
    public static Task RequirePulumiVersionAsync(string pulumiVersionRange)
    {
        _ = Instance;
        return Task.CompletedTask;
    }
}
