using System.Collections.Immutable;

namespace Pulumi;

/// <summary>The running deployment as a program sees it.</summary>
public sealed class DeploymentInstance
{
    internal DeploymentInstance(Deployment deployment) => Internal = deployment;

    /// <summary>The stack's name.</summary>
    public string StackName => Internal.StackName;

    /// <summary>The project's name.</summary>
    public string ProjectName => Internal.ProjectName;

    /// <summary>The project's directory.</summary>
    public string RootDirectory => Internal.RootDirectory;

    /// <summary>The organization's name.</summary>
    public string OrganizationName => Internal.OrganizationName;

    /// <summary>Whether this is a preview.</summary>
    public bool IsDryRun => Internal.IsDryRun;

    internal Deployment Internal { get; }

    /// <summary>Calls a provider function once its arguments are known; its result is unknown if they stay unknown.</summary>
    public Output<T> Invoke<T>(string token, InvokeArgs args, InvokeOptions? options, RegisterPackageRequest? registerPackageRequest) =>
        Internal.Invoke<T>(token, args, options);

    /// <inheritdoc cref="Invoke{T}(string, InvokeArgs, InvokeOptions, RegisterPackageRequest)"/>
    public Output<T> Invoke<T>(
        string token,
        InvokeArgs args,
        InvokeOutputOptions options,
        RegisterPackageRequest? registerPackageRequest
    ) => Internal.Invoke<T>(token, args, options);

    /// <inheritdoc cref="Invoke{T}(string, InvokeArgs, InvokeOptions, RegisterPackageRequest)"/>
    public Output<T> Invoke<T>(string token, InvokeArgs args, InvokeOptions? options = null) => Internal.Invoke<T>(token, args, options);

    /// <inheritdoc cref="Invoke{T}(string, InvokeArgs, InvokeOptions, RegisterPackageRequest)"/>
    public Output<T> Invoke<T>(string token, InvokeArgs args, InvokeOutputOptions options) => Internal.Invoke<T>(token, args, options);

    /// <summary>Calls a provider function that returns a single value.</summary>
    public Output<T> InvokeSingle<T>(
        string token,
        InvokeArgs args,
        InvokeOptions? options,
        RegisterPackageRequest? registerPackageRequest
    ) => Single<T>(token, args, options);

    /// <inheritdoc cref="InvokeSingle{T}(string, InvokeArgs, InvokeOptions, RegisterPackageRequest)"/>
    public Output<T> InvokeSingle<T>(
        string token,
        InvokeArgs args,
        InvokeOutputOptions options,
        RegisterPackageRequest? registerPackageRequest
    ) => Single<T>(token, args, options);

    /// <inheritdoc cref="InvokeSingle{T}(string, InvokeArgs, InvokeOptions, RegisterPackageRequest)"/>
    public Output<T> InvokeSingle<T>(string token, InvokeArgs args, InvokeOptions? options = null) => Single<T>(token, args, options);

    /// <inheritdoc cref="InvokeSingle{T}(string, InvokeArgs, InvokeOptions, RegisterPackageRequest)"/>
    public Output<T> InvokeSingle<T>(string token, InvokeArgs args, InvokeOutputOptions options) => Single<T>(token, args, options);

    /// <summary>Calls a provider function at once.</summary>
    public Task<T> InvokeAsync<T>(string token, InvokeArgs args, InvokeOptions? options, RegisterPackageRequest? registerPackageRequest) =>
        Internal.InvokeAsync<T>(token, args, options);

    /// <inheritdoc cref="InvokeAsync{T}(string, InvokeArgs, InvokeOptions, RegisterPackageRequest)"/>
    public Task<T> InvokeAsync<T>(string token, InvokeArgs args, InvokeOptions? options = null) =>
        Internal.InvokeAsync<T>(token, args, options);

    /// <summary>Calls a provider function that returns a single value at once.</summary>
    public async Task<T> InvokeSingleAsync<T>(
        string token,
        InvokeArgs args,
        InvokeOptions? options,
        RegisterPackageRequest? registerPackageRequest
    ) => (await Internal.InvokeAsync<ImmutableDictionary<string, T>>(token, args, options).ConfigureAwait(false)).Values.First();

    /// <inheritdoc cref="InvokeSingleAsync{T}(string, InvokeArgs, InvokeOptions, RegisterPackageRequest)"/>
    public Task<T> InvokeSingleAsync<T>(string token, InvokeArgs args, InvokeOptions? options = null) =>
        InvokeSingleAsync<T>(token, args, options, registerPackageRequest: null);

    /// <summary>Calls a provider function without a result at once.</summary>
    public Task InvokeAsync(string token, InvokeArgs args, InvokeOptions? options, RegisterPackageRequest? registerPackageRequest) =>
        InvokeAsync(token, args, options);

    /// <inheritdoc cref="InvokeAsync(string, InvokeArgs, InvokeOptions, RegisterPackageRequest)"/>
    public Task InvokeAsync(string token, InvokeArgs args, InvokeOptions? options = null) => Internal.CallOnlyAsync(token, args, options);

    private Output<T> Single<T>(string token, InvokeArgs args, InvokeOptions? options) =>
        Internal.Invoke<ImmutableDictionary<string, T>>(token, args, options).Apply(result => result.Values.First());
}
