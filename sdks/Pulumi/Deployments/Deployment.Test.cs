using System.Collections.Immutable;
using System.Reflection;
using Pulumi.Testing;

namespace Pulumi;

public sealed partial class Deployment
{
    // The exit code that tells the engine's command line: the program has already reported its errors.
    private const int ReportedExitCode = 32;

    /// <summary>
    /// Runs the stack under mocks and returns every resource, the stack among them. One error throws
    /// <see cref="RunException"/>, several <see cref="AggregateException"/>.
    /// </summary>
    public static Task<ImmutableArray<Resource>> TestAsync<TStack>(IMocks mocks, TestOptions? options = null)
        where TStack : Stack, new() => TestStackAsync(mocks, options, Create<TStack>);

    /// <summary>Runs a stack from a service provider like <see cref="TestAsync{TStack}(IMocks, TestOptions)"/>.</summary>
    public static Task<ImmutableArray<Resource>> TestWithServiceProviderAsync<TStack>(
        IMocks mocks,
        IServiceProvider serviceProvider,
        TestOptions? options = null
    )
        where TStack : Stack =>
        TestStackAsync(
            mocks,
            options,
            () =>
                serviceProvider.GetService(typeof(TStack)) as TStack
                ?? throw new InvalidOperationException($"The service provider has no {typeof(TStack)}: register it first.")
        );

    /// <summary>Runs the function under mocks; returns its resources and outputs.</summary>
    public static Task<(ImmutableArray<Resource> Resources, IDictionary<string, object?> Outputs)> TestAsync(
        IMocks testMocks,
        TestOptions testOptions,
        Func<Task<IDictionary<string, object?>>> createResources
    ) => TestFunctionAsync(testMocks, testOptions, () => createResources().GetAwaiter().GetResult());

    /// <inheritdoc cref="TestAsync(IMocks, TestOptions, Func{Task{IDictionary{string, object}}})"/>
    public static Task<(ImmutableArray<Resource> Resources, IDictionary<string, object?> Outputs)> TestAsync(
        IMocks testMocks,
        TestOptions testOptions,
        Func<IDictionary<string, object?>> createResources
    ) => TestFunctionAsync(testMocks, testOptions, createResources);

    /// <summary>Runs the function under mocks; returns its resources.</summary>
    public static Task<ImmutableArray<Resource>> TestAsync(IMocks testMocks, TestOptions testOptions, Func<Task> createResources) =>
        TestAsync(testMocks, testOptions, new Action(() => createResources().GetAwaiter().GetResult()));

    /// <inheritdoc cref="TestAsync(IMocks, TestOptions, Func{Task})"/>
    public static async Task<ImmutableArray<Resource>> TestAsync(IMocks testMocks, TestOptions testOptions, Action createResources)
    {
        var (resources, _) = await TestFunctionAsync(
                testMocks,
                testOptions,
                () =>
                {
                    createResources();
                    return new Dictionary<string, object?>();
                }
            )
            .ConfigureAwait(false);
        return resources;
    }

    private static async Task<(ImmutableArray<Resource> Resources, IDictionary<string, object?> Outputs)> TestFunctionAsync(
        IMocks mocks,
        TestOptions? options,
        Func<IDictionary<string, object?>> create
    )
    {
        IDictionary<string, object?> outputs = new Dictionary<string, object?>();
        var resources = await TestStackAsync(
                mocks,
                options,
                () =>
                {
                    var stack = new Stack();
                    outputs = create();
                    return stack;
                }
            )
            .ConfigureAwait(false);
        return (resources.RemoveAll(resource => resource is Stack), outputs);
    }

    private static async Task<ImmutableArray<Resource>> TestStackAsync(IMocks mocks, TestOptions? options, Func<Stack> create)
    {
        if (Current is not null)
        {
            throw new InvalidOperationException("A deployment is already running here: test runs cannot be nested.");
        }

        var deployment = new Deployment(mocks, options);
        // The value is set inside an async method, so the caller and parallel runs do not see it.
        Ambient.Value = new(deployment);
        await deployment.RunAsync(create).ConfigureAwait(false);
        deployment.Errors.ThrowIfAny();
        return deployment._monitor.Resources;
    }

    private static Stack Create<TStack>()
        where TStack : Stack, new() => (Stack)Activator.CreateInstance(typeof(TStack), BindingFlags.DoNotWrapExceptions, null, null, null)!;

    private async Task RunAsync(Func<Stack> create)
    {
        try
        {
            create().RegisterPropertyOutputs();
        }
#pragma warning disable CA1031 // Whatever the program throws becomes the run's error.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Report([exception]);
            return;
        }
        Report(await _tasks.WhenIdleOrFailedAsync().ConfigureAwait(false));
    }

    private void Report(IReadOnlyCollection<Exception> exceptions)
    {
        foreach (var exception in exceptions)
        {
            Errors.Add(
                exception switch
                {
                    RunException => exception.Message,
                    ResourceException { HideStack: true } => exception.Message,
                    ResourceException => exception.ToString(),
                    _ => $"Running program '{Assembly.GetEntryAssembly()?.Location}' failed with an unhandled exception:\n{exception}",
                }
            );
        }
        if (exceptions.Count > 0)
        {
            Environment.ExitCode = ReportedExitCode;
        }
    }
}
